#!/bin/sh
# Judges every module and example: formatting, file set, READMEs, wildcards, validate, tests. Needs no AWS account and calls none.
# Usage: terraform/verify.sh [name …]   (names of modules or examples; all without)
set -eu
cd "$(dirname "$0")"

command -v terraform >/dev/null || {
    echo "terraform is not on PATH; install 1.11 or later (https://developer.hashicorp.com/terraform/install) and run this again" >&2
    exit 2
}
command -v python3 >/dev/null || {
    echo "python3 is not on PATH; the READMEs are checked by it" >&2
    exit 2
}

failed=0
fail() {
    failed=$((failed + 1))
    echo "FAIL $*" >&2
}

terraform fmt -check -recursive . >/dev/null || fail "formatting: run terraform fmt -recursive terraform"
python3 readme.py --check || fail "READMEs"
python3 wildcards.py || fail "wildcards"

tests=0
passed=0
folders=0
for folder in modules/* examples/*; do
    [ -d "$folder" ] || continue
    name=${folder##*/}
    if [ $# -gt 0 ]; then
        case " $* " in *" $name "*) ;; *) continue ;; esac
    fi
    folders=$((folders + 1))
    missing=
    for file in main.tf variables.tf outputs.tf versions.tf README.md "tests/$name.tftest.hcl"; do
        [ -f "$folder/$file" ] || missing="$missing $file"
    done
    if [ -n "$missing" ]; then
        fail "$folder lacks$missing"
        continue
    fi
    log=$folder/.terraform/verify.log
    mkdir -p "$folder/.terraform"
    if ! terraform -chdir="$folder" init -backend=false -input=false -no-color >"$log" 2>&1; then
        cat "$log" >&2
        fail "$folder: init; behind a proxy or offline, point TF_CLI_CONFIG_FILE at a file with a provider mirror"
        continue
    fi
    if ! terraform -chdir="$folder" validate -no-color >"$log" 2>&1; then
        cat "$log" >&2
        fail "$folder: validate"
        continue
    fi
    # No credentials are needed, and none may be used: every provider in the tests is a mock.
    env -u AWS_PROFILE AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_EC2_METADATA_DISABLED=true \
        terraform -chdir="$folder" test -no-color >"$log" 2>&1 || {
        cat "$log" >&2
        fail "$folder: test"
    }
    ran=$(grep -cE '^  run ".*"\.\.\. (pass|fail|skip)$' "$log" || true)
    good=$(grep -cE '^  run ".*"\.\.\. pass$' "$log" || true)
    tests=$((tests + ran))
    passed=$((passed + good))
    [ "$ran" -gt 0 ] || fail "$folder: no test ran"
done
[ "$folders" -gt 0 ] || fail "no module or example of that name"

echo "terraform: $folders modules and examples, $passed of $tests tests passed, $failed failures"
[ "$failed" -eq 0 ]
