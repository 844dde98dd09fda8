#!/bin/sh
# Applies what moto can of examples/minimal to a moto server on this machine, writes an object into the archive, and shows that the queue announces it.
# Needs terraform, moto_server (pip install 'moto[server]') and the aws command. Calls no AWS account.
#
# Usage: terraform/apply-against-moto.sh [--keep]
#   --keep  leaves the server running and prints what another program needs to read from it; end it by the printed process id
set -eu
here=$(cd "$(dirname "$0")" && pwd)
keep=no
case "${1:-}" in
"") ;;
--keep) keep=yes ;;
*)
    echo "usage: apply-against-moto.sh [--keep]" >&2
    exit 2
    ;;
esac
for tool in terraform moto_server aws; do
    command -v "$tool" >/dev/null || {
        echo "$tool is not on PATH; this script needs terraform, moto_server and aws" >&2
        exit 2
    }
done

work=$(mktemp -d)
server=
finish() {
    code=$?
    if [ "$keep" = no ] || [ "$code" -ne 0 ]; then
        [ -z "$server" ] || kill "$server" 2>/dev/null || true
        rm -rf "$work"
    fi
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

# What the shell has of AWS must not reach a real account, nor a real profile this script.
for name in $(env | sed -n 's/^\(AWS_[A-Z0-9_]*\)=.*/\1/p'); do unset "$name"; done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_REGION=ap-northeast-2 AWS_DEFAULT_REGION=ap-northeast-2
export AWS_ACCESS_KEY_ID=moto AWS_SECRET_ACCESS_KEY=moto AWS_EC2_METADATA_DISABLED=true AWS_PAGER=
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null

# Older versions of the command don't take the address from the environment for every service.
call() { aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }

MOTO_IAM_LOAD_MANAGED_POLICIES=true moto_server -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 &
server=$!
tries=0
until call sts get-caller-identity >/dev/null 2>&1; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null && [ "$tries" -lt 30 ] || {
        cat "$work/moto.log" >&2
        echo "moto_server did not start" >&2
        exit 1
    }
    sleep 1
done

# A copy, so that nothing is written into the checkout; the override is all that differs from AWS.
mkdir -p "$work/terraform/examples"
cp -R "$here/modules" "$work/terraform/modules"
cp -R "$here/examples/minimal" "$work/terraform/examples/minimal"
root=$work/terraform/examples/minimal
rm -rf "$root/.terraform" "$root/tests" "$root"/terraform.tfstate* "$work"/terraform/modules/*/tests
cat >"$root/moto_override.tf" <<'EOF'
provider "aws" {
  s3_use_path_style           = true
  skip_requesting_account_id  = false
  skip_metadata_api_check     = true
  skip_region_validation      = true
}

provider "aws" {
  alias                       = "management"
  s3_use_path_style           = true
  skip_requesting_account_id  = false
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
EOF
# moto keeps no redrive-allow policy and gives lifecycle rules back in another form than it took them; the provider would wait for both in vain.
cat >"$work/terraform/modules/log-archive/moto_override.tf" <<'EOF'
resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  count = 0
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = {}
}

# moto reads a bucket policy without its conditions, so that a denial for all but some is one for all.
resource "aws_s3_bucket_policy" "this" {
  for_each = {}
}
EOF
# moto starts a trail by its name only, and the provider says its ARN.
cat >"$work/terraform/modules/organization-trail/moto_override.tf" <<'EOF'
resource "aws_cloudtrail" "this" {
  enable_logging = false
}
EOF
cat >"$root/moto.auto.tfvars" <<'EOF'
name                    = "moto-org"
organization_id         = "o-a1b2c3d4e5"
organizational_unit_ids = []
first_master_password   = "Not-used-by-moto-1"
images                  = { collector = "collector:1", policy_engine = "policy-engine:1", opa = "opa:1", console = "console:1", files = "files:1" }
opensearch_users        = {}
access_token_secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:bongsu/token-AbCdEf"
console                 = { url = "https://bongsu.example.com", certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1", allowed_cidrs = [] }
subscribers             = { team = { protocol = "email", endpoint = "bongsu@example.com" } }
security_role_arn       = "arn:aws:iam::111122223333:role/terraform"
management_role_arn     = "arn:aws:iam::999988887777:role/terraform"
EOF

quietly() {
    "$@" >"$work/terraform.log" 2>&1 || {
        cat "$work/terraform.log" >&2
        echo "failed: $*" >&2
        exit 1
    }
}
cd "$root"
quietly terraform init -backend=false -input=false -no-color
quietly terraform apply -auto-approve -input=false -no-color \
    -target=module.log_archive \
    -target=module.organization_trail \
    -target=module.config_recorder \
    -target=module.vpc \
    -target=module.vpc_flow_logs \
    -target=module.collector_roles.module.ship.aws_iam_role.this
echo "applied: $(grep -o 'Resources: .*' "$work/terraform.log")"

# As the security account, where queue and buckets are.
keys=$(call sts assume-role --role-arn arn:aws:iam::111122223333:role/terraform --role-session-name moto \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
export AWS_ACCESS_KEY_ID="$(echo "$keys" | cut -f1)" AWS_SECRET_ACCESS_KEY="$(echo "$keys" | cut -f2)" AWS_SESSION_TOKEN="$(echo "$keys" | cut -f3)"

bucket=moto-org-logs
queue=$(call sqs get-queue-url --queue-name moto-org-log-objects --query QueueUrl --output text)
key=AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/ap-northeast-2/2026/11/21/111122223333_CloudTrail_ap-northeast-2_20261121T0000Z_0123456789abcdef.json.gz
printf '%s' '{"Records":[]}' | gzip -n >"$work/object.gz"
call s3api put-object --bucket "$bucket" --key "$key" --body "$work/object.gz" >/dev/null

lock=$(call s3api get-object-lock-configuration --bucket "$bucket" --query 'ObjectLockConfiguration.Rule.DefaultRetention.[Mode,Days]' --output text | tr '\t' ' ')
[ "$lock" = "GOVERNANCE 730" ] || {
    echo "the bucket's default retention is '$lock'; expected GOVERNANCE 730" >&2
    exit 1
}
echo "retention of $bucket: $lock days"

# The trail writes a check of its own when it is made, so more than one message may wait.
tries=0
found=no
while [ "$found" = no ] && [ "$tries" -lt 10 ]; do
    tries=$((tries + 1))
    call sqs receive-message --queue-url "$queue" --max-number-of-messages 10 --wait-time-seconds 1 --visibility-timeout 0 \
        --query 'Messages[].Body' --output json >"$work/messages.json"
    if python3 - "$work/messages.json" "$bucket" "$key" <<'EOF'; then found=yes; fi
import json, sys

path, bucket, key = sys.argv[1:]
for body in json.load(open(path)) or []:
    event = json.loads(body)
    detail = event.get("detail", {})
    if event.get("source") == "aws.s3" and event.get("detail-type") == "Object Created" and detail["bucket"]["name"] == bucket and detail["object"]["key"] == key:
        sys.exit(0)
sys.exit(1)
EOF
done
[ "$found" = yes ] || {
    cat "$work/messages.json" >&2
    echo "the queue did not announce s3://$bucket/$key" >&2
    exit 1
}
echo "announced: s3://$bucket/$key"
echo "not applied, because moto lacks it or runs nothing behind it: bucket policies, lifecycle rules, the dead-letter queue's redrive-allow policy, starting the trail,"
echo "  StackSets, web ACL logging, Kafka, OpenSearch, services, alarms. Applied but not enforced by moto: key and queue policies, Object Lock"

if [ "$keep" = yes ]; then
    echo "export AWS_ENDPOINT_URL=$AWS_ENDPOINT_URL AWS_REGION=$AWS_REGION AWS_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN=$AWS_SESSION_TOKEN"
    echo "export COLLECTOR_SHIP_QUEUES=$queue COLLECTOR_SHIP_S3_ENDPOINT=$AWS_ENDPOINT_URL COLLECTOR_SHIP_SQS_ENDPOINT=$AWS_ENDPOINT_URL"
    echo "server: $server (its files: $work)"
fi
