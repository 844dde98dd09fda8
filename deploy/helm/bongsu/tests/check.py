#!/usr/bin/env python3
"""Renders the chart as its examples and as its refusals say, and judges what comes out. Usage: check.py [--update]   (called by deploy/verify.sh)

Golden files: golden/<example>.yaml must be what the example renders; --update writes them anew, for you to read the difference.
Schemas: every Kubernetes object against Kubernetes' own (PyPI kubernetes-validate); custom resources against their operators'
definitions where CRDS names folders with them, else they are counted as unchecked.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

import jsonschema
import kubernetes_validate
import yaml

HERE = pathlib.Path(__file__).resolve().parent
CHART = HERE.parent
KUBERNETES = "1.31.0"
failures: list[str] = []

# A definition's enumeration may hold a bare =, which YAML 1.1 takes for something of its own.
yaml.CSafeLoader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)


def expect(holds: bool, message: str) -> None:
    if not holds:
        failures.append(message)


def render(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["helm", "template", "bongsu", str(CHART), "--namespace", "bongsu", "--kube-version", KUBERNETES, *arguments],
        capture_output=True, text=True,
    )


def definitions() -> dict:
    """Schemas of custom resources by (group/version, kind)."""
    found = {}
    for folder in filter(None, os.environ.get("CRDS", "").split(":")):
        for file in pathlib.Path(folder).glob("*.yaml"):
            for crd in yaml.load_all(file.read_text(), yaml.CSafeLoader):
                if not crd or crd.get("kind") != "CustomResourceDefinition":
                    continue
                for version in crd["spec"]["versions"]:
                    found[f'{crd["spec"]["group"]}/{version["name"]}', crd["spec"]["names"]["kind"]] = closed(version["schema"]["openAPIV3Schema"])
    return found


def closed(schema: dict) -> dict:
    """As the API server prunes: a field that the definition doesn't know is an error, unless it says that it keeps them."""
    if isinstance(schema, dict):
        for value in schema.values():
            if isinstance(value, dict):
                closed(value)
            elif isinstance(value, list):
                for each in value:
                    closed(each)
        if "properties" in schema and schema.get("type") == "object" and "additionalProperties" not in schema \
                and not schema.get("x-kubernetes-preserve-unknown-fields"):
            schema["additionalProperties"] = False
        if schema.get("x-kubernetes-int-or-string"):
            schema.pop("type", None)
    return schema


def open_top(schema: dict) -> dict:
    schema = dict(schema)
    schema["properties"] = dict(schema["properties"], metadata={"type": "object"})
    return schema


def judge(name: str, documents: list[dict], known: dict) -> tuple[int, int]:
    checked = unchecked = 0
    for document in documents:
        kind = f'{name}: {document["kind"]}/{document["metadata"]["name"]}'
        group = document["apiVersion"].split("/")[0]
        try:
            if "." not in group or group.endswith(".k8s.io"):
                kubernetes_validate.validate(document, KUBERNETES, strict=True)
                checked += 1
            elif (document["apiVersion"], document["kind"]) in known:
                jsonschema.validate(document, open_top(known[document["apiVersion"], document["kind"]]))
                checked += 1
            else:
                unchecked += 1
        except (kubernetes_validate.ValidationError, jsonschema.ValidationError) as error:
            failures.append(f"{kind}: {error.message}")
        if document["kind"] == "Deployment":
            restricted(kind, document["spec"]["template"]["spec"])
        expect(document["kind"] != "Secret", f"{kind}: the chart makes no Secret")
    selectors(name, documents)
    return checked, unchecked


def restricted(kind: str, pod: dict) -> None:
    """Kubernetes' Pod Security Standard "restricted", and no way to write but into the volumes."""
    security = pod["securityContext"]
    expect(security["runAsNonRoot"] is True and security["runAsUser"] > 0, f"{kind}: runs as root")
    expect(security["seccompProfile"]["type"] == "RuntimeDefault", f"{kind}: no seccomp profile")
    expect(pod["automountServiceAccountToken"] is False, f"{kind}: has a token of the cluster")
    expect(not any(pod.get(host) for host in ("hostNetwork", "hostPID", "hostIPC")), f"{kind}: shares something with the node")
    for volume in pod["volumes"]:
        expect(set(volume) - {"name"} <= {"configMap", "projected", "emptyDir"}, f"{kind}: volume {volume['name']}")
    for container in pod["containers"]:
        own = container["securityContext"]
        expect(own["allowPrivilegeEscalation"] is False and own["readOnlyRootFilesystem"] is True and own["capabilities"] == {"drop": ["ALL"]},
               f'{kind}: container {container["name"]} may too much')
        expect("memory" in container["resources"]["limits"], f'{kind}: container {container["name"]} has no memory limit')
        for variable in container.get("env", []):
            if re.search("PASSWORD$", variable["name"]):
                expect("secretKeyRef" in variable.get("valueFrom", {}), f'{kind}: {variable["name"]} is not a reference')


def selectors(name: str, documents: list[dict]) -> None:
    """What selects pods must find some: a label misspelt would leave a Service or a policy without effect."""
    pods = [d["spec"]["template"]["metadata"]["labels"] for d in documents if d["kind"] == "Deployment"]
    for document in documents:
        wanted = {"Service": lambda s: s["selector"], "PodDisruptionBudget": lambda s: s["selector"]["matchLabels"],
                  "NetworkPolicy": lambda s: s["podSelector"]["matchLabels"]}.get(document["kind"])
        if wanted:
            labels = wanted(document["spec"]).items()
            expect(any(labels <= pod.items() for pod in pods), f'{name}: {document["kind"]}/{document["metadata"]["name"]} selects no pod')
        if document["kind"] == "ScaledObject":
            target = document["spec"]["scaleTargetRef"].get("name")
            scaled = [d for d in documents if d["kind"] == "Deployment" and d["metadata"]["name"] == target]
            expect(len(scaled) == 1 and "replicas" not in scaled[0]["spec"], f"{name}: {target} is scaled by KEDA and by its own count")


def main() -> int:
    known = definitions()
    checked = unchecked = 0
    for example in sorted((CHART / "examples").glob("*.yaml")):
        result = render("--values", str(example))
        if result.returncode:
            failures.append(f"{example.name}: {result.stderr.strip()}")
            continue
        golden = HERE / "golden" / example.name
        if "--update" in sys.argv:
            golden.write_text(result.stdout)
        expect(golden.exists() and golden.read_text() == result.stdout,
               f"{example.name} renders something else than golden/{example.name}; if that is meant: check.py --update, and read the difference")
        more = judge(example.stem, [d for d in yaml.safe_load_all(result.stdout) if d], known)
        checked, unchecked = checked + more[0], unchecked + more[1]

    # Other ways to say it: judged, but not kept.
    variants = json.loads((HERE / "variants.json").read_text())
    for name, arguments in variants["rendered"].items():
        result = render("--values", str(CHART / "examples" / "organization.yaml"), *arguments)
        if result.returncode:
            failures.append(f"{name}: {result.stderr.strip()}")
            continue
        more = judge(name, [d for d in yaml.safe_load_all(result.stdout) if d], known)
        checked, unchecked = checked + more[0], unchecked + more[1]
    for name, (arguments, sentence) in variants["refused"].items():
        result = render("--values", str(CHART / "examples" / "organization.yaml"), *arguments)
        expect(result.returncode != 0 and sentence in result.stderr, f"{name} must be refused with “{sentence}”, got {result.returncode}: {result.stderr.strip()[:300]}")

    for failure in failures:
        print("FAIL", failure, file=sys.stderr)
    print(f"chart: {checked} objects valid, {unchecked} custom resources without a definition here, {len(variants['refused'])} mistakes tried, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
