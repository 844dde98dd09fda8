#!/bin/sh
# Plans the examples and testing/violations against a moto server on this machine and keeps of each plan what `bongsu check` reads, as data for
# its tests (platform/cli/src/test/resources/plans). Needs terraform, moto_server (pip install 'moto[server]') and python3. Calls no AWS account.
# The values are those of the examples' own tests.
#
# Usage: terraform/record-plans.sh DIRECTORY [name …]      (all examples and violations without names)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] && [ -d "$1" ] || {
    echo "usage: record-plans.sh DIRECTORY [name …]; the directory has to be there" >&2
    exit 2
}
target=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- $(ls "$here/examples") violations
for tool in terraform moto_server python3; do
    command -v "$tool" >/dev/null || {
        echo "$tool is not on PATH; this script needs terraform, moto_server and python3" >&2
        exit 2
    }
done

work=$(mktemp -d)
server=
finish() {
    code=$?
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

# What the shell has of AWS must not reach a real account, nor a real profile this script.
for name in $(env | sed -n 's/^\(AWS_[A-Z0-9_]*\)=.*/\1/p'); do unset "$name"; done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_REGION=ap-northeast-2 AWS_EC2_METADATA_DISABLED=true
export AWS_ACCESS_KEY_ID=moto AWS_SECRET_ACCESS_KEY=moto AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null

MOTO_IAM_LOAD_MANAGED_POLICIES=true moto_server -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 &
server=$!
python3 - "$port" <<'PYTHON' || { cat "$work/moto.log" >&2; exit 1; }
import socket, sys, time

for attempt in range(120):
    try:
        socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()
        sys.exit(0)
    except OSError:
        time.sleep(0.25)
sys.exit("moto_server did not start")
PYTHON

mkdir -p "$work/terraform/examples"
cp -R "$here/modules" "$work/terraform/modules"
# moto's identity store has an id that AWS never gives.
printf 'output "identity_store_id" {\n  value = "d-1234567890"\n}\n' >"$work/terraform/modules/identity-center/moto_override.tf"
for example in "$@"; do
    folder=$here/examples/$example
    [ -d "$folder" ] || folder=$here/testing/$example
    cp -R "$folder" "$work/terraform/examples/$example"
    root=$work/terraform/examples/$example
    rm -rf "$root/.terraform"
    # The values of the test are those of a variables file; the override is all that differs from AWS.
    if [ -d "$root/tests" ]; then
        sed -n '/^variables {$/,/^}$/p' "$root/tests/$example.tftest.hcl" | sed '1d;$d' >"$root/recorded.auto.tfvars"
    fi
    rm -rf "$root/tests"
    {
        echo 'provider "aws" {'
        echo '  skip_metadata_api_check = true'
        echo '  skip_region_validation  = true'
        echo '}'
        sed -n 's/^ *alias *= *"\(.*\)"$/\1/p' "$root/main.tf" | while read -r alias; do
            printf 'provider "aws" {\n  alias                   = "%s"\n  skip_metadata_api_check = true\n}\n' "$alias"
        done
    } >"$root/moto_override.tf"
    (
        cd "$root"
        terraform init -backend=false -input=false -no-color >"$work/log" 2>&1 &&
            terraform plan -input=false -no-color -out="$work/plan" >"$work/log" 2>&1 &&
            terraform show -json "$work/plan" >"$work/$example.json"
    ) || {
        sed -n '/^Error/,$p' "$work/log" >&2
        echo "$example: no plan" >&2
        exit 1
    }
    python3 - "$work/$example.json" "$target/$example.json" "$here/../compliance-packs/terraform" <<'PYTHON'
import json, os, re, sys

with open(sys.argv[1]) as file:
    plan = json.load(file)
kept = {name: plan[name] for name in ("format_version", "terraform_version", "complete", "errored", "resource_changes", "configuration") if name in plan}
# Of resources that no mapping speaks of, only that there are some.
mapped = set(os.listdir(sys.argv[3]))
for type in list(mapped):
    mapping = os.path.join(sys.argv[3], type, "mapping.yaml")
    if os.path.exists(mapping):
        with open(mapping) as file:
            mapped.update(re.findall(r"\$(?:joined|of): (\w+)", file.read()))
for resource in kept["resource_changes"]:
    if resource["type"] not in mapped:
        resource["change"] = {"actions": resource["change"]["actions"], "after": {}}
kept["resource_changes"] = [resource for resource in kept["resource_changes"] if resource["mode"] == "managed"]


def trim(module):
    for resource in module.get("resources", []):
        if resource["type"] not in mapped:
            resource["expressions"] = {}
    for call in module.get("module_calls", {}).values():
        trim(call["module"])


trim(kept["configuration"]["root_module"])
# Of the variables only where each provider works; the others may hold what is secret.
providers = json.dumps(plan["configuration"].get("provider_config", {}))
kept["variables"] = {name: value for name, value in plan.get("variables", {}).items() if '"var.%s' % name in providers}
with open(sys.argv[2], "w") as file:
    json.dump(kept, file, sort_keys=True, separators=(",", ":"))
    file.write("\n")
print("%s: %d resources" % (sys.argv[2], len(kept["resource_changes"])))
PYTHON
done
