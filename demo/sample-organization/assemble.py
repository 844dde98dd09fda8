#!/usr/bin/env python3
"""Builds the sample organization's bucket, and counts what is in it.

    assemble.py SOURCES           build bucket/, licenses/ and expected.json from the published sets in the folder SOURCES
    assemble.py --check           read bucket/ and say whether it is what expected.json counts
    assemble.py --check SOURCES   build into a temporary folder and say whether bucket/ holds the same content

SOURCES is laid out as ATTRIBUTION.md says. A record is cut out of its file and put into an envelope as AWS writes it; its
own bytes are not touched. What is built depends on the sources alone: no clock, no chance, no modification time in the gzip header.
Python's standard library is all it needs.
"""

import argparse
import base64
import collections
import datetime
import gzip
import hashlib
import json
import pathlib
import shutil
import struct
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
ORGANIZATION = "o-bongsusample"
FLOW_COLUMNS = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"

# What Bongsu made itself, one record a line.
MADE = HERE / "made"

# Left out, each for a reason that ATTRIBUTION.md gives: s3-lifecycle, s3-from-rule-sans-accelerator, poll-evaluation, event-cloudsearch.
CUSTODIAN_ITEMS = ["app-elb", "kinesis-stream", "pipeline", "s3-lifecycle-null-predicate", "s3-rep-and-notify", "s3-website-redirect", "s3-website", "s3"]

LICENSES = {
    "invictus-aws-dataset": ["LICENSE"],
    "stratus-red-team": ["LICENSE", "NOTICE"],
    "centralized-logging-with-opensearch": ["LICENSE.txt"],
    "cloud-custodian": ["LICENSE"],
    "opensearch-catalog": ["LICENSE"],
}


def text(path):
    """The file's characters; encoding them again gives the file's bytes."""
    return path.read_bytes().decode("utf-8")


def skip_space(source, index):
    while index < len(source) and source[index] in " \t\r\n":
        index += 1
    return index


def elements(source, index):
    """The elements of the JSON array that begins at index, each as its characters in the source."""
    decoder = json.JSONDecoder()
    if source[index] != "[":
        raise ValueError(f"expected a JSON array at character {index}, found {source[index:index + 20]!r}")
    index = skip_space(source, index + 1)
    while source[index] != "]":
        _, end = decoder.raw_decode(source, index)
        yield source[index:end]
        index = skip_space(source, end)
        if source[index] == ",":
            index = skip_space(source, index + 1)


def member(source, name):
    """Where the value of the member called name of the JSON object begins."""
    decoder = json.JSONDecoder()
    index = skip_space(source, skip_space(source, 0) + 1)
    while source[index] != "}":
        key, index = decoder.raw_decode(source, index)
        index = skip_space(source, skip_space(source, index) + 1)
        if key == name:
            return index
        _, index = decoder.raw_decode(source, index)
        index = skip_space(source, index)
        if source[index] == ",":
            index = skip_space(source, index + 1)
    raise ValueError(f"expected a member {name!r} in {source[:60]!r}")


def value(source, name):
    """The value of the member called name, as its characters in the source."""
    start = member(source, name)
    _, end = json.JSONDecoder().raw_decode(source, start)
    return source[start:end]


def instant(iso):
    return datetime.datetime.fromisoformat(iso.replace("Z", "+00:00")).astimezone(datetime.timezone.utc)


def suffix(content):
    """What AWS fills with chance, made of the content instead."""
    return base64.b64encode(hashlib.sha256(content).digest(), b"Ab").decode()


def compressed(content):
    """One gzip member without name or time. Written by hand: Python's own writer differs in the header between versions."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
        + deflate.compress(content)
        + deflate.flush()
        + struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    )


class Bucket:
    """The objects to write, by key."""

    def __init__(self):
        self.objects = {}

    def put(self, key, content):
        if key in self.objects:
            raise ValueError(f"two objects have the key {key}")
        self.objects[key] = content

    def write(self, folder):
        if folder.exists():
            shutil.rmtree(folder)
        for key, content in self.objects.items():
            path = folder / key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(compressed(content))


def put_trail(bucket, account, region, when, content, tail=None):
    stamp = when.strftime("%Y%m%dT%H") + f"{when.minute - when.minute % 5:02d}Z"
    bucket.put(
        f"AWSLogs/{ORGANIZATION}/{account}/CloudTrail/{region}/{when:%Y/%m/%d}/"
        f"{account}_CloudTrail_{region}_{stamp}_{tail or suffix(content)[:16]}.json.gz",
        content,
    )


def envelope(name, records, before=""):
    return ("{" + before + f'"{name}":[' + ",".join(records) + "]}").encode("utf-8")


def cloudtrail(bucket, sources):
    # As delivered, whole. Their names carry another account number than their records; the key takes the records'.
    for path in sorted((sources / "invictus-aws-dataset/CloudTrail").glob("*.json")):
        content = path.read_bytes()
        first = json.loads(content)["Records"][0]
        _, _, region, stamp, tail = path.name.removesuffix(".json").split("_")
        when = datetime.datetime.strptime(stamp, "%Y%m%dT%H%MZ")
        put_trail(bucket, first["recipientAccountId"], region, when, content, tail)

    # One attack technique a file, a bare array of records.
    for path in sorted((sources / "stratus-red-team").glob("aws.*.json")):
        source = text(path)
        put_trail_records(bucket, list(elements(source, skip_space(source, 0))))

    source = text(sources / "centralized-logging-with-opensearch/cloudtrail.log")
    put_trail_records(bucket, list(elements(source, member(source, "Records"))))

    put_trail_records(bucket, [text(sources / "cloud-custodian/tests/data/cwe/event-cloud-trail-update-efs-mount-target-security-group.json").strip()])

    for records in grouped(text(MADE / "cloudtrail.jsonl").splitlines(), lambda r: (r["recipientAccountId"], r["awsRegion"])).values():
        put_trail_records(bucket, records)


def grouped(records, group):
    groups = collections.defaultdict(list)
    for record in records:
        groups[group(json.loads(record))].append(record)
    return groups


def put_trail_records(bucket, records):
    parsed = [json.loads(record) for record in records]
    places = {(record.get("recipientAccountId"), record["awsRegion"]) for record in parsed}
    if len(places) != 1:
        raise ValueError(f"expected the records of one object to be of one account and Region, found {places}")
    account, region = places.pop()
    put_trail(bucket, account, region, max(instant(record["eventTime"]) for record in parsed), envelope("Records", records))


def waf(bucket, sources):
    content = (sources / "opensearch-catalog/aws_waf/raw-first-20.log").read_bytes()
    groups = collections.defaultdict(list)
    for line in content.splitlines(keepends=True):
        record = json.loads(line)
        arn = record["webaclId"].split(":")
        scope, _, name, _ = arn[5].split("/")
        when = datetime.datetime.fromtimestamp(record["timestamp"] // 300_000 * 300, datetime.timezone.utc)
        groups[(arn[4], "cloudfront" if scope == "global" else arn[3], name, when)].append(line)
    for (account, place, name, when), lines in groups.items():
        content = b"".join(lines)
        bucket.put(
            f"AWSLogs/{account}/WAFLogs/{place}/{name}/{when:%Y/%m/%d/%H/%M}/"
            f"{account}_waflogs_{place}_{name}_{when:%Y%m%dT%H%MZ}_{hashlib.sha256(content).hexdigest()[:8]}.log.gz",
            content,
        )


def vpcflow(bucket, sources):
    recorded = text(sources / "centralized-logging-with-opensearch/vpcflow.log").splitlines()
    if recorded[0] != FLOW_COLUMNS:
        raise ValueError(f"expected the columns of version 2 in the first line, found {recorded[0]!r}")
    put_flows(bucket, "eu-west-1", FLOW_COLUMNS, recorded[1:])

    documents = json.loads(text(sources / "opensearch-catalog/amazon_vpc_flow/sample.json"))
    put_flows(bucket, "us-east-1", FLOW_COLUMNS, [document["body"] for document in documents])

    header, *lines = text(MADE / "vpcflow-v5.log").splitlines()
    put_flows(bucket, "ap-northeast-2", header, lines)


def put_flows(bucket, region, header, lines):
    """The lines neither name their Region nor their flow log; the one is chosen here, the other made of the account."""
    columns = header.split(" ")
    groups = collections.defaultdict(list)
    for line in lines:
        row = dict(zip(columns, line.split(" "), strict=True))
        when = datetime.datetime.fromtimestamp(int(row["end"]) // 300 * 300, datetime.timezone.utc)
        groups[(row["account-id"], when)].append(line)
    for (account, when), rows in sorted(groups.items()):
        content = "".join(row + "\n" for row in [header, *rows]).encode("utf-8")
        flow_log = "fl-0" + hashlib.sha256((account + region).encode()).hexdigest()[:16]
        bucket.put(
            f"AWSLogs/{account}/vpcflowlogs/{region}/{when:%Y/%m/%d}/"
            f"{account}_vpcflowlogs_{region}_{flow_log}_{when:%Y%m%dT%H%MZ}_{hashlib.sha256(content).hexdigest()[:8]}.log.gz",
            content,
        )


def item_account(item):
    return item.get("awsAccountId") or item["accountId"]


def config(bucket, sources):
    history = []
    source = text(sources / "centralized-logging-with-opensearch/config-history.log")
    history += elements(source, member(source, "configurationItems"))
    custodian = sources / "cloud-custodian/tests/data"
    history += [text(custodian / f"config/{name}.json").strip() for name in CUSTODIAN_ITEMS]
    source = text(custodian / "config/rds-cluster.json")
    history += elements(source, member(source, "configurationItems"))
    # A rule's invocation carries the item in a string; what stands in the string is cut out.
    for name in ["config/s3-from-rule", "cwe/event-config-rule-security-group"]:
        history.append(value(json.loads(text(custodian / f"{name}.json"))["invokingEvent"], "configurationItem"))
    history += text(MADE / "config-history.jsonl").splitlines()

    files = collections.defaultdict(list)
    newest = collections.defaultdict(dict)
    for record in history:
        item = json.loads(record)
        when = instant(item["configurationItemCaptureTime"])
        place = (item_account(item), delivery_region(item))
        # Config delivers a history file per resource type every six hours.
        begin = when.replace(hour=when.hour // 6 * 6, minute=0, second=0, microsecond=0)
        files[(*place, item["resourceType"], begin)].append(record)
        remember(newest[place], item, when, record)
    for (account, region, kind, begin), records in sorted(files.items()):
        end = begin + datetime.timedelta(hours=6)
        bucket.put(
            f"AWSLogs/{account}/Config/{region}/{unpadded(end)}/ConfigHistory/"
            f"{account}_Config_{region}_ConfigHistory_{kind}_{begin:%Y%m%dT%H%M%SZ}_{end:%Y%m%dT%H%M%SZ}_1.json.gz",
            envelope("configurationItems", records, '"fileVersion":"1.0",'),
        )

    for record in text(MADE / "config-snapshot-only.jsonl").splitlines():
        item = json.loads(record)
        remember(newest[(item_account(item), delivery_region(item))], item, instant(item["configurationItemCaptureTime"]), record)
    for (account, region), resources in sorted(newest.items()):
        kept = [record for _, (_, item, record) in sorted(resources.items()) if not item["configurationItemStatus"].startswith("ResourceDeleted")]
        # The evening of the last day on which something changed.
        when = max(moment for moment, _, _ in resources.values()).replace(hour=23, minute=50, second=0, microsecond=0)
        digest = hashlib.sha256("".join(kept).encode()).hexdigest()
        snapshot = f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
        bucket.put(
            f"AWSLogs/{account}/Config/{region}/{unpadded(when)}/ConfigSnapshot/"
            f"{account}_Config_{region}_ConfigSnapshot_{when:%Y%m%dT%H%M%SZ}_{snapshot}.json.gz",
            envelope("configurationItems", kept, f'"fileVersion":"1.0","configSnapshotId":"{snapshot}",'),
        )


def delivery_region(item):
    """Global resources are recorded in one Region; its name is in the key, theirs in the item."""
    return "us-east-1" if item["awsRegion"] == "global" else item["awsRegion"]


def remember(resources, item, when, record):
    key = (item["resourceType"], item["resourceId"])
    if key not in resources or resources[key][0] < when:
        resources[key] = (when, item, record)


def unpadded(when):
    return f"{when.year}/{when.month}/{when.day}"


def build(sources, folder):
    bucket = Bucket()
    cloudtrail(bucket, sources)
    waf(bucket, sources)
    vpcflow(bucket, sources)
    config(bucket, sources)
    bucket.write(folder)


# From here on: counting. It reads the files as they lie there, and shares nothing with the building above.


def records_of(key, content):
    """(log type, account, event time, identity, content) of each record of an object, read the plain way."""
    if "/CloudTrail/" in key:
        for record in json.loads(content)["Records"]:
            account = record.get("recipientAccountId") or record["userIdentity"]["accountId"]
            yield "cloudtrail", account, instant(record["eventTime"]), (account, record["eventID"]), record
    elif "/WAFLogs/" in key:
        for position, line in enumerate(content.splitlines()):
            record = json.loads(line)
            when = datetime.datetime.fromtimestamp(record["timestamp"] / 1000, datetime.timezone.utc)
            yield "waf", record["webaclId"].split(":")[4], when, (key, position), record
    elif "/vpcflowlogs/" in key:
        header, *lines = content.decode().splitlines()
        for position, line in enumerate(lines):
            row = dict(zip(header.split(" "), line.split(" "), strict=True))
            when = datetime.datetime.fromtimestamp(int(row["end"]), datetime.timezone.utc)
            yield "vpcflow", row["account-id"], when, (key, position), row
    elif "/Config/" in key:
        for item in json.loads(content)["configurationItems"]:
            account = item.get("awsAccountId") or item["accountId"]
            when = instant(item["configurationItemCaptureTime"])
            yield "config", account, when, (account, item["awsRegion"], item["resourceType"], item["resourceId"], when), item
    else:
        raise ValueError(f"no log type has a key like {key}")


def count(folder):
    objects = collections.Counter()
    by_account = collections.defaultdict(collections.Counter)
    times = collections.defaultdict(list)
    documents = collections.defaultdict(dict)
    read = collections.Counter()
    size = 0
    for path in sorted(folder.rglob("*.gz")):
        key = path.relative_to(folder).as_posix()
        content = gzip.decompress(path.read_bytes())
        size += len(content)
        kinds = set()
        for log_type, account, when, identity, record in records_of(key, content):
            kinds.add(log_type)
            read[log_type] += 1
            by_account[log_type][account] += 1
            times[log_type].append(when)
            if documents[log_type].setdefault(identity, record) != record:
                raise ValueError(f"two records of {key} and before have the identity {identity} and differ")
        if len(kinds) != 1:
            raise ValueError(f"expected records of one log type in {key}, found {sorted(kinds)}")
        objects[kinds.pop()] += 1
    log_types = sorted(read)
    return {
        "organization": ORGANIZATION,
        "objects": {"total": sum(objects.values()), **{t: objects[t] for t in log_types}},
        "bytes": size,
        "log_types": {
            t: {
                "read": read[t],
                "stored": len(documents[t]),
                "suppressed": read[t] - len(documents[t]),
                "quarantined": 0,
                "accounts": dict(sorted(by_account[t].items())),
                "first": min(times[t]).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "last": max(times[t]).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            }
            for t in log_types
        },
        "totals": {
            "read": sum(read.values()),
            "stored": sum(len(d) for d in documents.values()),
            "suppressed": sum(read.values()) - sum(len(d) for d in documents.values()),
            "quarantined": 0,
            "accounts": len({account for counter in by_account.values() for account in counter}),
            "resources": len({identity[:4] for identity in documents["config"]}),
        },
    }


def copy_licenses(sources):
    for name, files in LICENSES.items():
        for file in files:
            target = HERE / "licenses" / name / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((sources / name / file).read_bytes())


def contents(folder):
    """Content by key, uncompressed: another zlib may compress the same content otherwise."""
    return {path.relative_to(folder).as_posix(): gzip.decompress(path.read_bytes()) for path in folder.rglob("*.gz")}


def check(sources):
    bucket = HERE / "bucket"
    wrong = []
    if count(bucket) != json.loads(text(HERE / "expected.json")):
        wrong.append("bucket/ holds other records than expected.json counts")
    if sources:
        with tempfile.TemporaryDirectory() as folder:
            build(sources, pathlib.Path(folder) / "bucket")
            fresh, committed = contents(pathlib.Path(folder) / "bucket"), contents(bucket)
            for key in sorted(fresh.keys() | committed.keys()):
                if fresh.get(key) != committed.get(key):
                    wrong.append(f"{key} differs from what the sources give")
    for line in wrong:
        print(f"{line}; run assemble.py with the sources and look at the difference", file=sys.stderr)
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when something differs")
    parser.add_argument("sources", nargs="?", type=pathlib.Path, metavar="SOURCES", help="folder of the published sets")
    arguments = parser.parse_args()
    if arguments.sources and not arguments.sources.is_dir():
        parser.error(f"SOURCES is {arguments.sources}; expected a folder with the sets that ATTRIBUTION.md names")
    if arguments.check:
        return check(arguments.sources)
    if not arguments.sources:
        parser.error("expected SOURCES, the folder of the published sets, or --check")
    build(arguments.sources, HERE / "bucket")
    copy_licenses(arguments.sources)
    (HERE / "expected.json").write_text(json.dumps(count(HERE / "bucket"), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
