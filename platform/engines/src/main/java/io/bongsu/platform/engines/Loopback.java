package io.bongsu.platform.engines;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Readiness over HTTP on this machine. */
public final class Loopback {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Loopback() {}

    /**
     * Asks an address and judges the answer.
     *
     * @param judge given the body of an answer with status 200; empty if it means "ready", else what is missing
     * @return empty if ready, else what is missing: no answer, another status, or the judge's word
     */
    public static Optional<String> missing(URI uri, Function<String, Optional<String>> judge) {
        try {
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? judge.apply(response.body())
                    : Optional.of("status %d from %s".formatted(response.statusCode(), uri));
        } catch (IOException e) {
            return Optional.of("no answer from %s".formatted(uri));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while waiting for %s".formatted(uri), e);
        }
    }
}
