package io.bongsu.factory.aws;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The one place that makes clients of AWS. None of them tries again by itself: a step does, after it has looked. Every call takes its token
 * and is counted by the interceptors.
 */
public final class AwsClients implements AutoCloseable {

    private static final String SESSION = "bongsu-account-factory";
    private static final Duration SPARE = Duration.ofMinutes(5);

    private static final String LOCALHOST = "localhost";
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

    private final AwsSettings settings;
    private final AwsCredentialsProvider credentials;
    private final List<ExecutionInterceptor> interceptors;
    private final InstantSource clock;
    private final SdkHttpClient http;
    private final OrganizationsClient organizations;
    private final AccountClient accounts;
    private final StsClient sts;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>(); // by account

    /**
     * @param credentials of the management account, or of a delegated administrator
     * @param interceptors see every call
     */
    public AwsClients(
            AwsSettings settings,
            AwsCredentialsProvider credentials,
            List<ExecutionInterceptor> interceptors,
            InstantSource clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.interceptors = List.copyOf(interceptors);
        this.clock = clock;
        Duration timeout = Duration.ofSeconds(settings.timeoutSeconds());
        // Not the JDK's HttpURLConnection: it sends a POST a second time, in silence, when the answer doesn't come.
        ApacheHttpClient.Builder client = ApacheHttpClient.builder()
                .connectionTimeout(timeout)
                .socketTimeout(timeout)
                .maxConnections(256);
        settings.endpoint().ifPresent(endpoint -> client.dnsResolver(host -> resolve(host, endpoint)));
        this.http = client.build();
        this.organizations = management(OrganizationsClient.builder(), settings.globalRegion());
        this.accounts = management(AccountClient.builder(), settings.globalRegion());
        this.sts = management(StsClient.builder(), settings.region());
    }

    private record Session(AwsSessionCredentials credentials, Instant expires) {}

    /** Organizations, as the management account. */
    public OrganizationsClient organizations() {
        return organizations;
    }

    /** Account Management, as the management account. */
    public AccountClient accounts() {
        return accounts;
    }

    /** A client of any service as the management account; the caller keeps it. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C management(B builder, String region) {
        return client(builder, credentials, region);
    }

    /**
     * A client of any service as the member account's role, which is assumed where no session is left. Needn't be closed: it has nothing of
     * its own.
     *
     * @param account twelve digits
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C member(
            B builder, String account, String region) {
        Session session = sessions.get(account);
        if (session == null || session.expires().minus(SPARE).isBefore(clock.instant())) {
            session = assume(account);
        }
        return client(builder, StaticCredentialsProvider.create(session.credentials()), region);
    }

    /** Like {@link #member}, of a service that has one endpoint for all Regions. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C memberGlobal(
            B builder, String account) {
        return member(builder, account, settings.globalRegion());
    }

    /** Assumes the member account's role now; throws what AWS answers where that isn't possible (yet). */
    public void probe(String account) {
        assume(account);
    }

    @Override
    public void close() {
        organizations.close();
        accounts.close();
        sts.close();
        http.close();
    }

    /**
     * S3 Control puts the account before the host's name, which an address of digits can't have; so such an endpoint is called by a name,
     * and the name is resolved here.
     */
    private static URI named(URI endpoint) {
        return DIGITS.matcher(String.valueOf(endpoint.getHost())).matches()
                ? URI.create(endpoint.toString().replace("//" + endpoint.getHost(), "//" + LOCALHOST))
                : endpoint;
    }

    private static InetAddress[] resolve(String host, URI endpoint) throws UnknownHostException {
        String name = named(endpoint).getHost();
        return InetAddress.getAllByName(host.equals(name) || host.endsWith("." + name) ? endpoint.getHost() : host);
    }

    private Session assume(String account) {
        Credentials given = sts.assumeRole(
                        request -> request.roleArn("arn:aws:iam::%s:role/%s".formatted(account, settings.memberRole()))
                                .roleSessionName(SESSION))
                .credentials();
        Session session = new Session(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
                given.expiration());
        sessions.put(account, session);
        return session;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentialsProvider as, String region) {
        B made = builder.credentialsProvider(as)
                .region(Region.of(region))
                .httpClient(http)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .executionInterceptors(interceptors)
                        .apiCallTimeout(Duration.ofSeconds(settings.timeoutSeconds()))
                        .build());
        URI endpoint = settings.endpoint().orElse(null);
        return (endpoint == null ? made : made.endpointOverride(named(endpoint))).build();
    }
}
