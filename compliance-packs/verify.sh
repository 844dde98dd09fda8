#!/bin/sh
# Checks rules and packs: format, strict compilation, tests with full coverage, and the contract of folders, metadata and packs.
# Usage: verify.sh [path of opa]
set -eu
opa=${1:-opa}
cd -- "$(dirname -- "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$opa" fmt --fail --list .
"$opa" check --strict .
"$opa" test .
"$opa" test --coverage --threshold 100 . >"$work/coverage" || {
  tail -n 1 "$work/coverage" >&2
  exit 1
}

find rules -type f | sed 's/.*/"&"/' | paste -s -d , - | sed 's/^/{"files":[/; s/$/]}/' >"$work/files.json"
"$opa" inspect --annotations --format json . >"$work/inspected.json"
problems=$("$opa" eval --format json --data contract --data "$work/files.json" \
  --data "inspected:$work/inspected.json" --data "packs:packs" 'concat("\n", data.bongsu.contract.problems)' |
  "$opa" eval --format raw --stdin-input 'input.result[0].expressions[0].value')
if [ -n "$problems" ]; then
  printf '%s\n' "$problems" >&2
  exit 1
fi
printf 'rules and packs are in order\n'
