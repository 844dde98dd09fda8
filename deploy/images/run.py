#!/usr/bin/env python3
"""Runs an image from its file without a container engine: its layers unpacked, its root read-only, its user, its environment, its command.

Usage: deploy/images/run.py IMAGE.tar [--env NAME=VALUE]... [--mount FOLDER:TARGET]... [--java OPTION]... [--unpack-only FOLDER]
The network is the machine's. /tmp and /var/lib/bongsu are memory, as in the chart. Needs root, or a kernel that lets users have namespaces.
--mount shows a folder of the machine to the service (writable), for the token and such.
"""
import argparse
import json
import os
import pathlib
import shlex
import sys
import tarfile
import tempfile


def unpack(image: str, root: pathlib.Path) -> dict:
    """Lays the layers over one another and returns the image's configuration."""
    with tarfile.open(image) as outer:
        manifest = json.load(outer.extractfile("manifest.json"))[0]
        for layer in manifest["Layers"]:
            with tarfile.open(fileobj=outer.extractfile(layer), mode="r:gz") as inner:
                inner.extractall(root, filter="tar")
        return json.load(outer.extractfile(manifest["Config"]))["config"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("image")
    parser.add_argument("--env", action="append", default=[])
    parser.add_argument("--mount", action="append", default=[])
    parser.add_argument("--java", action="append", default=[], help="an option put before the image's own")
    parser.add_argument("--unpack-only")
    arguments = parser.parse_args()
    if arguments.unpack_only:
        unpack(arguments.image, pathlib.Path(arguments.unpack_only))
        return
    root = pathlib.Path(tempfile.mkdtemp(prefix="bongsu-image-"))
    root.chmod(0o755)
    config = unpack(arguments.image, root)
    for folder in ("proc", "dev", *(mount.split(":")[1].lstrip("/") for mount in arguments.mount)):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name in ("etc/resolv.conf", "etc/hosts"):
        (root / name).touch()
    user, group = config["User"].split(":")
    command = config["Entrypoint"] + (config.get("Cmd") or [])
    command[1:1] = arguments.java
    quoted = shlex.quote(str(root))
    script = ["set -e", f"mount --bind {quoted} {quoted}"]
    for name in ("etc/resolv.conf", "etc/hosts"):
        script.append(f"mount --bind /{name} {quoted}/{name}")
    script += [
        f"mount --rbind /dev {quoted}/dev",
        f"mount -t proc proc {quoted}/proc",
        f"mount -t tmpfs -o uid={user},gid={group} tmpfs {quoted}/tmp",
        f"mount -t tmpfs -o uid={user},gid={group} tmpfs {quoted}/var/lib/bongsu",
    ]
    for mount in arguments.mount:
        source, target = mount.split(":")
        script.append(f"mount --bind {shlex.quote(source)} {quoted}{shlex.quote(target)}")
    script += [
        f"mount -o remount,bind,ro {quoted}",
        f"cd {quoted}",
        # Rights are dropped after the root is changed, for good.
        "exec chroot --userspec=" + shlex.quote(config["User"]) + " --groups= . " + " ".join(map(shlex.quote, command)),
    ]
    environment = dict(entry.split("=", 1) for entry in config.get("Env", []) + arguments.env)
    environment.setdefault("HOME", "/var/lib/bongsu")
    alone = [] if os.geteuid() == 0 else ["--map-root-user", "--map-auto"]
    os.execve(
        "/usr/bin/unshare",
        ["unshare", "--mount", "--pid", "--fork", "--kill-child=TERM", *alone, "/bin/sh", "-c", "\n".join(script)],
        # The machine's PATH is for mount and chroot; what runs inside is named by its whole path.
        environment | {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
    )


if __name__ == "__main__":
    sys.exit(main())
