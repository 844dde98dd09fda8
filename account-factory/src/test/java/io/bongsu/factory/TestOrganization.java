package io.bongsu.factory;

import io.bongsu.testing.MotoServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
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

    private TestOrganization(AwsSessionCredentials credentials, OrganizationsClient client, Map<String, String> ous) {
        this.credentials = credentials;
        this.client = client;
        this.ous = ous;
    }

    static TestOrganization make(URI moto) {
        AwsSessionCredentials credentials = session(moto);
        OrganizationsClient client = OrganizationsClient.builder()
                .endpointOverride(moto)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
        client.createOrganization(request -> request.featureSet(OrganizationFeatureSet.ALL));
        String root = client.listRoots(request -> {}).roots().getFirst().id();
        client.enablePolicyType(request -> request.rootId(root).policyType(PolicyType.SERVICE_CONTROL_POLICY));
        client.enablePolicyType(request -> request.rootId(root).policyType(PolicyType.RESOURCE_CONTROL_POLICY));
        for (String policy : List.of("bongsu-sandbox", "bongsu-workload")) {
            client.createPolicy(request -> request.name(policy)
                    .description(policy)
                    .type(PolicyType.SERVICE_CONTROL_POLICY)
                    .content("{\"Version\": \"2012-10-17\", \"Statement\": []}"));
        }
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
                        ou(client, root, "prod")));
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

    /** Id by name: holding, sandbox, prod. */
    String ou(String name) {
        return ous.get(name);
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

    OrganizationsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }

    /** moto takes a session of any account's role as that account. */
    private static AwsSessionCredentials session(URI moto) {
        String account = Long.toString(ThreadLocalRandom.current().nextLong(200_000_000_000L, 999_999_999_999L));
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
