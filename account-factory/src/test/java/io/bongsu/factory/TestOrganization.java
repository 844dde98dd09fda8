package io.bongsu.factory;

import io.bongsu.testing.MotoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.organizations.model.PolicyType;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An organization of one's own at moto: a management account that nobody else has, organizational units and policies. */
final class TestOrganization implements AutoCloseable {

    private final AwsSessionCredentials credentials;
    private final OrganizationsClient client;
    private final Map<String, String> ous;
    private final String securityAccount;
    private final Trail trail;

    private TestOrganization(
            AwsSessionCredentials credentials,
            OrganizationsClient client,
            Map<String, String> ous,
            String securityAccount,
            Trail trail) {
        this.credentials = credentials;
        this.client = client;
        this.ous = ous;
        this.securityAccount = securityAccount;
        this.trail = trail;
    }

    /**
     * The organization's trail.
     *
     * @param bucket where it delivers
     */
    record Trail(String arn, String bucket) {}

    static TestOrganization make(URI moto) {
        AwsSessionCredentials credentials = session(moto, account());
        OrganizationsClient client = OrganizationsClient.builder()
                .endpointOverride(moto)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
        client.createOrganization(request -> request.featureSet(OrganizationFeatureSet.ALL));
        String root = client.listRoots(request -> {}).roots().getFirst().id();
        client.enablePolicyType(request -> request.rootId(root).policyType(PolicyType.SERVICE_CONTROL_POLICY));
        client.enablePolicyType(request -> request.rootId(root).policyType(PolicyType.RESOURCE_CONTROL_POLICY));
        for (String policy : List.of("bongsu-stay-in-organization", "bongsu-keep-logging", "bongsu-regions")) {
            newPolicy(client, policy);
        }
        String quarantine = ou(client, root, "quarantine");
        String deny = client.createPolicy(
                        request -> request.name("bongsu-quarantine")
                                .description("Denies everything")
                                .type(PolicyType.SERVICE_CONTROL_POLICY)
                                .content(
                                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}]}"))
                .policy()
                .policySummary()
                .id();
        client.attachPolicy(request -> request.policyId(deny).targetId(quarantine));
        letIn(moto, credentials);
        return new TestOrganization(
                credentials,
                client,
                Map.of(
                        "holding",
                        ou(client, root, "holding"),
                        "sandbox",
                        ou(client, root, "sandbox"),
                        "prod",
                        ou(client, root, "prod"),
                        "quarantine",
                        quarantine),
                securityAccount(moto),
                trail(moto, credentials));
    }

    /** What the blueprints assign: groups and permission sets of Identity Center. */
    private static void letIn(URI moto, AwsSessionCredentials credentials) {
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
        Region home = Region.of(MotoServer.REGION);
        try (SsoAdminClient sso = SsoAdminClient.builder()
                        .endpointOverride(moto)
                        .region(home)
                        .credentialsProvider(provider)
                        .build();
                IdentitystoreClient store = IdentitystoreClient.builder()
                        .endpointOverride(moto)
                        .region(home)
                        .credentialsProvider(provider)
                        .build()) {
            InstanceMetadata instance =
                    sso.listInstances(request -> {}).instances().getFirst();
            for (String group : List.of("developers", "sre", "security-auditors")) {
                store.createGroup(request ->
                        request.identityStoreId(instance.identityStoreId()).displayName(group));
            }
            for (String set : List.of("PowerUser", "Operator", "ReadOnly")) {
                sso.createPermissionSet(request ->
                        request.instanceArn(instance.instanceArn()).name(set).sessionDuration("PT1H"));
            }
        }
    }

    AwsSessionCredentials credentials() {
        return credentials;
    }

    AwsCredentialsProvider provider() {
        return StaticCredentialsProvider.create(credentials);
    }

    /** Id by name: holding, sandbox, prod, quarantine. */
    String ou(String name) {
        return ous.get(name);
    }

    /** Where GuardDuty has a detector in two Regions. */
    String securityAccount() {
        return securityAccount;
    }

    /** Logs, in the management account. */
    Trail trail() {
        return trail;
    }

    /** As moto has them, past every proxy. */
    List<Account> accounts() {
        return client.listAccountsPaginator(request -> {}).stream()
                .flatMap(page -> page.accounts().stream())
                .toList();
    }

    String parent(String account) {
        return client.listParents(request -> request.childId(account))
                .parents()
                .getFirst()
                .id();
    }

    /** An account that the factory didn't make, in the sandbox. */
    String foreign(String name) {
        String account = client.createAccount(
                        request -> request.accountName(name).email("old+" + name + "@company.example"))
                .createAccountStatus()
                .accountId();
        move(account, "sandbox");
        return account;
    }

    /** Moves an account as somebody does who isn't the factory. */
    void move(String account, String ou) {
        client.moveAccount(request ->
                request.accountId(account).sourceParentId(parent(account)).destinationParentId(ou(ou)));
    }

    /** Id of a policy by its name. */
    String policy(String name) {
        return client.listPolicies(request -> request.filter(PolicyType.SERVICE_CONTROL_POLICY)).policies().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** One that nobody attached yet; its id. */
    String newPolicy(String name) {
        return newPolicy(client, name);
    }

    private static String newPolicy(OrganizationsClient client, String name) {
        return client.createPolicy(request -> request.name(name)
                        .description(name)
                        .type(PolicyType.SERVICE_CONTROL_POLICY)
                        .content("{\"Version\": \"2012-10-17\", \"Statement\": []}"))
                .policy()
                .policySummary()
                .id();
    }

    OrganizationsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }

    private static String securityAccount(URI moto) {
        String account = account();
        AwsSessionCredentials security = session(moto, account);
        for (String region : List.of(MotoServer.REGION, Region.US_EAST_1.id())) {
            try (GuardDutyClient guardDuty = GuardDutyClient.builder()
                    .endpointOverride(moto)
                    .region(Region.of(region))
                    .credentialsProvider(StaticCredentialsProvider.create(security))
                    .build()) {
                guardDuty.createDetector(request -> request.enable(true));
            }
        }
        return account;
    }

    private static Trail trail(URI moto, AwsSessionCredentials management) {
        String bucket = MotoServer.freshBucket();
        bucket(moto, bucket, management);
        try (CloudTrailClient trails = CloudTrailClient.builder()
                .endpointOverride(moto)
                .region(Region.of(MotoServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(management))
                .build()) {
            String arn = trails.createTrail(request -> request.name("organization")
                            .s3BucketName(bucket)
                            .isMultiRegionTrail(true)
                            .isOrganizationTrail(true))
                    .trailARN();
            trails.startLogging(request -> request.name("organization")); // moto takes no ARN here
            return new Trail(arn, bucket);
        }
    }

    /** moto looks whose key it is, and at no signature. */
    private static void bucket(URI moto, String name, AwsSessionCredentials owner) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(
                            HttpRequest.newBuilder(moto.resolve("/" + name))
                                    .header(
                                            "Authorization",
                                            "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
                                                    .formatted(owner.accessKeyId()))
                                    .header("X-Amz-Security-Token", owner.sessionToken())
                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new AssertionError("moto makes no bucket: " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String account() {
        return Long.toString(ThreadLocalRandom.current().nextLong(200_000_000_000L, 999_999_999_999L));
    }

    /** moto takes a session of any account's role as that account. */
    private static AwsSessionCredentials session(URI moto, String account) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(moto)
                .region(Region.of(MotoServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(MotoServer.ACCESS_KEY, MotoServer.SECRET_KEY)))
                .build()) {
            Credentials given = sts.assumeRole(
                            request -> request.roleArn("arn:aws:iam::%s:role/management".formatted(account))
                                    .roleSessionName("test"))
                    .credentials();
            return AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
        }
    }

    private static String ou(OrganizationsClient client, String root, String name) {
        return client.createOrganizationalUnit(request -> request.parentId(root).name(name))
                .organizationalUnit()
                .id();
    }
}
