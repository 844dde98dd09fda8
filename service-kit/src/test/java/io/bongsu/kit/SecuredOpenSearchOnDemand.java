package io.bongsu.kit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bongsu.testing.SecuredServers;
import io.bongsu.testing.TestAuthority;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * Our client against OpenSearch with TLS and users. Not among the usual tests: it wants an OpenSearch 2.19 with the
 * security plugin and a JDK that runs it, a download of 100 MB and a start of half a minute. CONTRIBUTING.md has the commands.
 */
class SecuredOpenSearchOnDemand {

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static URI address;

    @BeforeAll
    static void start() {
        authority = new TestAuthority(directory, "authority");
        address = SecuredServers.openSearch(
                authority, named("BONGSU_SECURED_OPENSEARCH"), named("BONGSU_SECURED_OPENSEARCH_JDK"));
    }

    @Test
    void theRightPasswordOverTrustedTlsIsServed() throws IOException {
        assertThat(version(authority, "admin")).startsWith("2.19.");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> version(authority, "wrong"))
                .isInstanceOfSatisfying(ResponseException.class, refused -> assertThat(refused.status())
                        .isEqualTo(401));
    }

    @Test
    void anotherAuthorityIsNotTrusted() {
        TestAuthority other = new TestAuthority(directory, "other");

        assertThatThrownBy(() -> version(other, "admin")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aFileWithoutAuthoritiesStopsTheStart() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.crt"));

        assertThatThrownBy(() -> TrustedAuthorities.of(empty)).hasMessageContaining("holds no certificate");
    }

    private static Path named(String variable) {
        return Path.of(requireNonNull(System.getenv(variable), variable + " is not set; see CONTRIBUTING.md"));
    }

    private static String version(TestAuthority trusted, String password) throws IOException {
        Path passwordFile = Files.writeString(directory.resolve("password"), password);
        BongsuConfig.OpenSearch config = new SmallRyeConfigBuilder()
                .withMapping(BongsuConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "bongsu.opensearch.url",
                                address.toString(),
                                "bongsu.opensearch.username",
                                "admin",
                                "bongsu.opensearch.password-file",
                                passwordFile.toString(),
                                "bongsu.opensearch.ca-file",
                                trusted.certificate().toString(),
                                "bongsu.kafka.bootstrap-servers",
                                "none:1",
                                "bongsu.security.token-file",
                                "none"),
                        "settings",
                        100))
                .build()
                .getConfigMapping(BongsuConfig.class)
                .opensearch();
        OpenSearchClient client = OpenSearchClients.create(config);
        try {
            return client.info().version().number();
        } finally {
            client._transport().close();
        }
    }
}
