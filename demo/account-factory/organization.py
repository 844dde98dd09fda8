#!/usr/bin/env python3
"""Makes an organization at a moto server, as a company would have one before it uses the account factory, and prints the factory's settings.

Usage: organization.py ENDPOINT POLICIES
ENDPOINT is the server's address, POLICIES the folder with the SCPs (compliance-packs/factory/scp)."""

import json
import pathlib
import sys

import boto3

REGION = "ap-northeast-2"
LOGS = "bongsu-demo-log-archive"
DOMAIN = "company.example"
UNITS = ("holding", "sandbox", "prod", "quarantine")
GROUPS = ("developers", "security-auditors")
PERMISSION_SETS = {
    "PowerUser": "arn:aws:iam::aws:policy/PowerUserAccess",
    "ReadOnly": "arn:aws:iam::aws:policy/ReadOnlyAccess",
}


def main(endpoint, policies):
    def client(service, region=REGION):
        # moto takes any credentials; these are not a secret.
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=endpoint,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )

    units = organization(client("organizations", "us-east-1"), policies)
    log_archive(client("s3"), client("cloudtrail"))
    access(client("sso-admin"), client("identitystore"))
    settings(endpoint, units)


def organization(organizations, policies):
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]
    organizations.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    organizations.enable_policy_type(RootId=root, PolicyType="RESOURCE_CONTROL_POLICY")
    for document in sorted(pathlib.Path(policies).glob("*/policy.json")):
        name = document.parent.name
        organizations.create_policy(
            Name=name,
            Description=name,
            Type="SERVICE_CONTROL_POLICY",
            Content=json.dumps(json.loads(document.read_text())),
        )
    return {
        name: organizations.create_organizational_unit(ParentId=root, Name=name)["OrganizationalUnit"]["Id"]
        for name in UNITS
    }


def log_archive(s3, cloudtrail):
    s3.create_bucket(Bucket=LOGS, CreateBucketConfiguration={"LocationConstraint": REGION})
    cloudtrail.create_trail(
        Name="organization",
        S3BucketName=LOGS,
        IsMultiRegionTrail=True,
        IsOrganizationTrail=True,
        EnableLogFileValidation=True,
    )
    cloudtrail.start_logging(Name="organization")


def access(sso, identitystore):
    instance = sso.list_instances()["Instances"][0]
    for group in GROUPS:
        identitystore.create_group(IdentityStoreId=instance["IdentityStoreId"], DisplayName=group)
    for name, policy in PERMISSION_SETS.items():
        made = sso.create_permission_set(InstanceArn=instance["InstanceArn"], Name=name)["PermissionSet"]
        sso.attach_managed_policy_to_permission_set(
            InstanceArn=instance["InstanceArn"],
            PermissionSetArn=made["PermissionSetArn"],
            ManagedPolicyArn=policy,
        )


def settings(endpoint, units):
    lines = {
        "account-factory.aws.endpoint": endpoint,
        "account-factory.aws.region": REGION,
        "account-factory.organization.holding-ou": units["holding"],
        "account-factory.organization.ous.sandbox": units["sandbox"],
        "account-factory.organization.ous.prod": units["prod"],
        "account-factory.closing.quarantine-ou": units["quarantine"],
        "account-factory.organization.account-limit": "100",
        "account-factory.email.template": "aws+{name}@" + DOMAIN,
        "account-factory.email.domains": DOMAIN,
        "account-factory.log-archive.bucket": LOGS,
    }
    for kind in ("security", "operations", "billing"):
        prefix = f"account-factory.organization.contacts.{kind}."
        lines[prefix + "name"] = f"Kim {kind}"
        lines[prefix + "title"] = f"Head of {kind}"
        lines[prefix + "email"] = f"{kind}@{DOMAIN}"
        lines[prefix + "phone"] = "+82 2 1234 5678"
    for key, value in lines.items():
        print(f"{key}={value}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
