#!/bin/sh
# Judges the chart, the Compose file and the scripts. Needs no cluster and no container engine; calls neither.
# Usage: deploy/verify.sh
set -eu
cd "$(dirname "$0")"
work=$PWD/images/target/verify
mkdir -p "$work"

for program in helm python3; do
    command -v "$program" >/dev/null || {
        echo "$program is not on PATH; install it and run this again (helm 3.18 or later: https://helm.sh)" >&2
        exit 2
    }
done

failed=0
fail() {
    failed=$((failed + 1))
    echo "FAIL $*" >&2
}

# -- the chart -------------------------------------------------------------------------------------------------------------------------------
if [ ! -x "$work/venv/bin/python" ] || ! "$work/venv/bin/python" -c 'import kubernetes_validate, jsonschema, yaml' 2>/dev/null; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" -q install kubernetes-validate==1.37.0 jsonschema pyyaml
fi
# The operators' own definitions, where Go can fetch them; without, custom resources are counted as unchecked.
definitions=${CRDS:-}
if [ -z "$definitions" ] && command -v go >/dev/null; then
    for part in github.com/kedacore/keda/v2@v2.17.2:config/crd/bases \
        github.com/prometheus-operator/prometheus-operator@v0.84.0:example/prometheus-operator-crd \
        github.com/cloudnative-pg/cloudnative-pg@v1.26.0:config/crd/bases; do
        folder=$(cd "$work" && go mod download -json "${part%%:*}" 2>/dev/null | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
        [ -z "$folder" ] || definitions="$definitions${definitions:+:}$folder/${part##*:}"
    done
fi
for example in helm/bongsu/examples/*.yaml; do
    helm lint --quiet helm/bongsu --values "$example" >"$work/lint.log" 2>&1 || {
        cat "$work/lint.log" >&2
        fail "helm lint with $example"
    }
done
CRDS=$definitions "$work/venv/bin/python" helm/bongsu/tests/check.py || fail "the chart"

# -- the Compose file ------------------------------------------------------------------------------------------------------------------------
compose=${COMPOSE:-docker compose}
if $compose version >/dev/null 2>&1; then
    for secret in BONGSU_TOKEN_FILE BONGSU_POSTGRESQL_PASSWORD; do
        if env BONGSU_TOKEN_FILE=/dev/null BONGSU_POSTGRESQL_PASSWORD=none "$secret=" $compose -f compose.yaml config >/dev/null 2>"$work/compose.log"; then
            fail "compose.yaml starts without $secret"
        elif ! grep -q "$secret.*is not set" "$work/compose.log"; then
            cat "$work/compose.log" >&2
            fail "compose.yaml doesn't say that $secret is missing"
        fi
    done
    BONGSU_TOKEN_FILE=/dev/null BONGSU_POSTGRESQL_PASSWORD=none $compose -f compose.yaml --profile factory config --format json >"$work/compose.json" 2>"$work/compose.log" || {
        cat "$work/compose.log" >&2
        fail "compose.yaml"
    }
    python3 compose_check.py "$work/compose.json" || fail "what compose.yaml opens"
else
    fail "Docker's compose plugin isn't here, so compose.yaml isn't checked; install it, or name another with COMPOSE"
fi

# -- the scripts -----------------------------------------------------------------------------------------------------------------------------
for script in images.sh images/train.sh verify.sh; do
    sh -n "$script" || fail "$script"
done
python3 -m py_compile images/run.py helm/bongsu/tests/check.py compose_check.py || fail "a Python script"

echo "deploy: $failed failures"
[ "$failed" -eq 0 ]
