#!/usr/bin/env python3
"""Writes each module's and example's README.md from its own files; with --check, says which differ and writes nothing.

The text is the comment that main.tf begins with. Inputs, outputs, requirements and resources are read from the .tf files, which
`terraform fmt` has laid out: a block begins and ends in the first column, its attributes are indented by two spaces.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
BLOCK = re.compile(r'^(variable|output|resource|module|data) "([^"]+)"(?: "([^"]+)")? \{\n(.*?)^\}', re.M | re.S)
ATTRIBUTE = re.compile(r"^  (\w+)\s*=\s*(.*)$")


def attributes(body):
    """The attributes of a block by name, each as its text; nested blocks are left out."""
    found, name = {}, None
    for line in body.splitlines():
        start = ATTRIBUTE.match(line)
        if start:
            name = start.group(1)
            found[name] = start.group(2)
        elif name and (line.startswith("   ") or re.match(r"^  [\]\})]", line)):
            found[name] += "\n" + line[2:]
        else:
            name = None
    return found


def text(literal, where):
    if not re.fullmatch(r'"(?:[^"\\]|\\.)*"', literal):
        raise SystemExit(f"{where}: description is {literal!r}; write it as one quoted string on one line")
    return json.loads(literal)


def cell(value):
    return value.replace("|", "\\|").replace("\n", " ")


def code(value):
    return "`" + re.sub(r"\s+", " ", value).strip() + "`"


def readme(folder):
    source = {path.name: path.read_text() for path in folder.glob("*.tf")}
    header = re.match(r"/\*\n(.*?)\n\*/\n", source["main.tf"], re.S)
    if not header:
        raise SystemExit(f"{folder}/main.tf: begin it with a comment /* … */ that says what it makes and shows one use")
    source["main.tf"] = source["main.tf"][header.end() :]
    blocks = [match.groups() for name in sorted(source) for match in BLOCK.finditer(source[name])]
    lines = [header.group(1), "", "## Inputs", ""]
    variables = sorted(((n, attributes(b), b) for k, n, _, b in blocks if k == "variable"), key=lambda v: ("default" in v[1], v[0]))
    if variables:
        lines += ["| name | type | default | what it is |", "|---|---|---|---|"]
    for name, found, body in variables:
        what = text(found.get("description", ""), f"{folder}/variables.tf: {name}")
        expected = [json.loads(m) for m in re.findall(r'^\s+error_message\s*=\s*("(?:[^"\\]|\\.)*")', body, re.M)]
        if "type" not in found:
            raise SystemExit(f"{folder}/variables.tf: {name} has no type")
        default = code(found["default"]) if "default" in found else "**required**"
        if expected:
            what += " Checked: " + " ".join(re.sub(r"\$\{[^}]*\}", "…", e) for e in expected)
        lines.append(f"| `{name}` | {cell(code(found['type']))} | {cell(default)} | {cell(what)} |")
    if not variables:
        lines.append("None.")
    lines += ["", "## Outputs", ""]
    outputs = sorted((n, attributes(b)) for k, n, _, b in blocks if k == "output")
    if outputs:
        lines += ["| name | what it is |", "|---|---|"]
    for name, found in outputs:
        lines.append(f"| `{name}` | {cell(text(found.get('description', ''), f'{folder}/outputs.tf: {name}'))} |")
    if not outputs:
        lines.append("None.")
    resources = sorted({n for k, n, _, _ in blocks if k == "resource"})
    modules = sorted({json.loads(attributes(b)["source"]) for k, _, _, b in blocks if k == "module"})
    requires = re.search(r'required_version = "([^"]+)"', source["versions.tf"]).group(1)
    provider = re.search(r'aws = \{.*?version\s*=\s*"([^"]+)"', source["versions.tf"], re.S)
    lines += ["", "## Made of", ""]
    lines.append(f"Terraform {requires}" + (f", provider `hashicorp/aws` {provider.group(1)}." if provider else "."))
    if resources:
        lines += ["", "Resources: " + ", ".join(f"`{r}`" for r in resources) + "."]
    if modules:
        lines += ["", "Modules: " + ", ".join(f"[`{pathlib.PurePosixPath(m).name}`]({m})" for m in modules) + "."]
    lines += ["", "<!-- Written by terraform/readme.py from the .tf files; change those. -->", ""]
    return "\n".join(lines)


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        raise SystemExit("usage: readme.py [--check]")
    stale = []
    for folder in sorted(p.parent for kind in ("modules", "examples") for p in HERE.glob(f"{kind}/*/main.tf")):
        path, wanted = folder / "README.md", readme(folder)
        if not path.exists() or path.read_text() != wanted:
            stale.append(str(path.relative_to(HERE)))
            if not check:
                path.write_text(wanted)
    if check and stale:
        raise SystemExit("out of date, run terraform/readme.py: " + ", ".join(stale))


main()
