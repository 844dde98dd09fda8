#!/usr/bin/env python3
"""moto's server with one gap closed: a member account sees the organization's trail, as AWS replicates it there.

Usage: moto_server.py, with the options of moto.server"""

from moto.cloudtrail.models import CloudTrailBackend, cloudtrail_backends
from moto.server import main

own_trails = CloudTrailBackend.describe_trails


def describe_trails(self, include_shadow_trails):
    own = list(own_trails(self, include_shadow_trails))
    if not include_shadow_trails:
        return own
    seen = {trail.arn for trail in own}
    for account in list(cloudtrail_backends.keys()):
        for region in list(cloudtrail_backends[account].keys()):
            for trail in list(cloudtrail_backends[account][region].trails.values()):
                if trail.is_org_trail and trail.arn not in seen:
                    seen.add(trail.arn)
                    own.append(trail)
    return own


CloudTrailBackend.describe_trails = describe_trails

if __name__ == "__main__":
    main()
