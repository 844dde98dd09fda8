#!/usr/bin/env python3
"""Judges the resolved Compose file: loopback only, nothing writable, no rights, engines unreachable. Usage: compose_check.py FILE.json"""
import json
import sys

ENGINES = {"kafka", "opensearch", "postgresql"}


def main() -> int:
    services = json.load(open(sys.argv[1], encoding="utf-8"))["services"]
    wrong = []
    for name, service in services.items():
        for port in service.get("ports", []):
            if port.get("host_ip") != "127.0.0.1":
                wrong.append(f"{name} publishes {port.get('published')} beyond loopback")
        if name in ENGINES:
            if service.get("ports") or set(service["networks"]) != {"inside"}:
                wrong.append(f"{name} can be reached from outside")
            continue
        if not (service.get("read_only") and service.get("cap_drop") == ["ALL"] and "no-new-privileges:true" in service.get("security_opt", [])):
            wrong.append(f"{name} may too much")
        if not service.get("mem_limit"):
            wrong.append(f"{name} has no memory limit")
    for sentence in wrong:
        print("FAIL compose.yaml:", sentence, file=sys.stderr)
    print(f"compose: {len(services)} services, {len(wrong)} failures")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
