package io.bongsu.kit;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Makes the OpenSearch client from the shared settings. Bodies that exist as bytes go out through {@code client.generic()} as they are. */
@Singleton
public final class OpenSearchClients {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    /** A bulk of several megabytes on a busy node takes its time; one that takes longer is tried again. */
    private static final Timeout RESPONSE = Timeout.ofSeconds(60);

    @Produces
    @Singleton
    OpenSearchClient client(BongsuConfig config) throws IOException {
        return create(config.opensearch());
    }

    void close(@Disposes OpenSearchClient client) throws IOException {
        client._transport().close();
    }

    /** A client of the given cluster; the caller closes its transport. */
    public static OpenSearchClient create(BongsuConfig.OpenSearch config) throws IOException {
        HttpHost host = HttpHost.create(config.url());
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        if (config.username().isPresent()) {
            char[] password = Files.readString(
                            config.passwordFile()
                                    .orElseThrow(
                                            () -> new IllegalStateException(
                                                    "bongsu.opensearch.username is set, bongsu.opensearch.password-file is not; set both or neither")))
                    .strip()
                    .toCharArray();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(config.username().get(), password));
        }
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(16)
                .setMaxConnTotal(32)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(RESPONSE)
                        .build());
        if (config.caFile().isPresent()) {
            connections.setTlsStrategy(ClientTlsStrategyBuilder.create()
                    .setSslContext(TrustedAuthorities.of(config.caFile().get()))
                    .buildAsync());
        }
        OpenSearchTransport transport = ApacheHttpClient5TransportBuilder.builder(host)
                .setMapper(new JacksonJsonpMapper())
                .setHttpClientConfigCallback(http ->
                        http.setDefaultCredentialsProvider(credentials).setConnectionManager(connections.build()))
                .setRequestConfigCallback(request -> request.setResponseTimeout(RESPONSE))
                .build();
        return new OpenSearchClient(transport);
    }
}
