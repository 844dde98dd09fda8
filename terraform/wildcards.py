#!/usr/bin/env python3
"""Finds wildcards in policies that nobody has given a reason for.

A `*` as a whole action, as a whole resource, or as the end of an action (`s3:*`, `ec2:Describe*`) needs a comment on its line or on the
line above it. A resource that ends in `/*` or names one service's objects is no wildcard in this sense: it says where it stops.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
WILD = re.compile(r'"(\*|[a-z0-9-]+:[A-Za-z]*\*)"')


def main():
    unexplained = []
    for path in sorted([*HERE.glob("modules/*/*.tf"), *HERE.glob("examples/*/*.tf")]):
        previous = ""
        for number, line in enumerate(path.read_text().splitlines(), 1):
            policy = re.search(r"\b(Action|Actions|Resource|Resources|actions|resources|NotAction|AWS|Principal)\b", line) or WILD.match(line.strip())
            if policy and WILD.search(line) and "#" not in line and not previous.strip().startswith("#"):
                unexplained.append(f"{path.relative_to(HERE)}:{number}: {line.strip()}")
            previous = line
    if unexplained:
        print("wildcards without a comment that says why AWS allows no other:", *unexplained, sep="\n  ", file=sys.stderr)
        sys.exit(1)


main()
