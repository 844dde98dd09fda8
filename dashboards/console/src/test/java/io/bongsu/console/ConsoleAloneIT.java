package io.bongsu.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console when nothing behind it runs: it starts, opens, and says what is missing. */
@QuarkusTest
@TestProfile(ConsoleAloneIT.Alone.class)
class ConsoleAloneIT {

    @TestHTTPResource("/")
    URI root;

    /** Every address is a port on which nobody listens (9 is discard's). */
    public static final class Alone implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path token = Files.createTempFile("bongsu-token-", "");
                Files.writeString(token, ConsoleServers.TOKEN);
                return Map.of(
                        "bongsu.security.token-file", token.toString(),
                        "bongsu.opensearch.url", "http://127.0.0.1:9",
                        "bongsu.kafka.bootstrap-servers", "127.0.0.1:9",
                        "console.policy-engine-url", "http://127.0.0.1:9",
                        "console.pipeline-url", "http://127.0.0.1:9",
                        "quarkus.http.test-port", "0",
                        "smallrye.config.mapping.validate-unknown", "false");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/logs"})
    void pagesOpenAndNameTheMissingSearchEngine(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("OpenSearch(http://127.0.0.1:9)에 연결할 수 없어", "<code>./bongsu up</code>")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/findings", "/compliance"})
    void pagesOpenAndNameTheMissingPolicyEngine(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("정책 엔진(http://127.0.0.1:9)에 연결할 수 없어");
    }

    @Test
    void pipelinePageNamesBothThatItNeeds() throws Exception {
        assertThat(get("/pipeline").body()).contains("OpenSearch(http://127.0.0.1:9)", "수집기(http://127.0.0.1:9)");
    }

    @Test
    void oneRecordCannotBeShownWithoutItsStore() throws Exception {
        HttpResponse<String> response = get("/logs/record?index=bongsu-logs-cloudtrail-2023.07&id=a");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("요청을 처리하지 못함");
    }

    @Test
    void indexOutsideTheLogsIsNeverAskedFor() throws Exception {
        assertThat(get("/logs/record?index=bongsu-findings&id=a").statusCode()).isEqualTo(404);
        assertThat(get("/logs/record?index=bongsu-logs-x%2F..%2Fsecret&id=a").statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + root.getPort() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "Bearer " + ConsoleServers.TOKEN)
                                .header("Accept", "text/html")
                                .header("Accept-Language", "ko")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
