package io.bongsu.factory.callback;

import io.bongsu.factory.request.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks hooks to run something. The order is JSON with the callback's address; {@code X-Bongsu-Timestamp} and {@code X-Bongsu-Signature} sign it,
 * {@code X-Bongsu-Delivery} is the same in every delivery of the same order.
 */
public final class Hooks implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Hooks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Signatures signatures;
    private final URI callbacks;
    private final Duration expiry;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * @param callbacks base address of this service, as hooks reach it
     * @param expiry how long an order can be answered
     */
    public Hooks(Signatures signatures, URI callbacks, Duration expiry, InstantSource clock) {
        this.signatures = signatures;
        this.callbacks = callbacks;
        this.expiry = expiry;
        this.clock = clock;
    }

    public Signatures signatures() {
        return signatures;
    }

    /** How long an order can be answered. */
    public Duration expiry() {
        return expiry;
    }

    /** Whether the hook took the order. */
    public boolean order(URI hook, UUID callback, Map<String, Object> order) {
        Instant now = clock.instant();
        Map<String, Object> all = new TreeMap<>(order);
        all.put(
                "callback",
                callbacks
                        .resolve("/api/v1/callbacks/" + signatures.token(callback))
                        .toString());
        String body = Json.write(all);
        HttpRequest request = HttpRequest.newBuilder(hook)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Bongsu-Delivery", callback.toString())
                .header("X-Bongsu-Timestamp", Long.toString(now.getEpochSecond()))
                .header("X-Bongsu-Signature", signatures.of(now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warnf("hook answered with status %d", status);
            }
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.warnf(e, "hook does not answer");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
