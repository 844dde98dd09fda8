#!/bin/sh
# Starts each service once from its image, without any engine, and has the JVM write down what it loaded and linked: the AOT cache.
# Usage: deploy/images/train.sh WORK   (called by deploy/images.sh --aot)
set -eu
work=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
port=18080
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/run" "$scratch/aot"
chmod 755 "$scratch" "$scratch/run"
chmod 777 "$scratch/aot"
head -c 32 /dev/urandom | base64 >"$scratch/run/token"
chmod 644 "$scratch/run/token"
cat >"$scratch/run/factory.properties" <<'EOF'
account-factory.organization.ous.none=ou-none-00000000
account-factory.organization.holding-ou=ou-none-00000000
account-factory.log-archive.bucket=none
account-factory.certificate.key-file=/tmp/key
account-factory.email.template=none@example.com
account-factory.email.domains=example.com
EOF

for service in collector policy-engine account-factory console; do
    printf 'Training %s: ' "$service" >&2
    rm -f "$scratch/aot"/*
    "$here/run.py" "$work/$service.tar" --java=-XX:AOTCacheOutput=/run/aot/app.aot --mount "$scratch/aot:/run/aot" --mount "$scratch/run:/run/bongsu" \
        --env QUARKUS_HTTP_PORT=$port --env BONGSU_SECURITY_TOKEN_FILE=/run/bongsu/token \
        --env BONGSU_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 --env BONGSU_OPENSEARCH_URL=http://127.0.0.1:1 \
        --env COLLECTOR_ROLE=ship --env POLICY_ENGINE_OPA_URL=http://127.0.0.1:1 \
        --env CONSOLE_POLICY_ENGINE_URL=http://127.0.0.1:1 --env CONSOLE_PIPELINE_URL=http://127.0.0.1:1 \
        --env QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/none --env QUARKUS_DATASOURCE_USERNAME=none --env QUARKUS_DATASOURCE_PASSWORD=none \
        --env QUARKUS_CONFIG_LOCATIONS=/run/bongsu/factory.properties \
        --env ACCOUNT_FACTORY_POLICY_ENGINE_URL=http://127.0.0.1:1 --env ACCOUNT_FACTORY_APPROVAL_OPA_URL=http://127.0.0.1:1 \
        >"$scratch/log" 2>&1 &
    container=$!
    # The account factory ends by itself without its database, and has loaded most of its classes by then.
    tries=0
    how='ended by itself'
    while kill -0 "$container" 2>/dev/null && [ "$tries" -lt 300 ]; do
        if [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/q/health/live")" = 200 ]; then
            curl -s -o /dev/null "http://127.0.0.1:$port/q/metrics" || true
            how='was alive'
            pkill -TERM -P "$container"
            break
        fi
        tries=$((tries + 1))
        sleep 0.2
    done
    wait "$container" || true
    [ -s "$scratch/aot/app.aot" ] || {
        tail -n 20 "$scratch/log" >&2
        echo "No AOT cache was written for $service; the last lines above say why" >&2
        exit 1
    }
    cp "$scratch/aot/app.aot" "$work/$service/app.aot"
    echo "$(($(wc -c <"$work/$service/app.aot") / 1048576)) MiB, $how" >&2
done
