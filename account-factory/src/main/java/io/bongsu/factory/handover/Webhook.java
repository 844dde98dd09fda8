package io.bongsu.factory.handover;

import io.bongsu.contracts.AccountEvent;
import io.bongsu.factory.request.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * The notification by HTTP: the account event as JSON. {@code X-Bongsu-Signature} is {@code sha256=} and the HMAC-SHA-256 of the body in hex,
 * {@code X-Bongsu-Delivery} the event's id, the same in every delivery.
 */
public final class Webhook implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Webhook.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<Target> target;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public Webhook(Optional<Target> target) {
        this.target = target;
    }

    /**
     * Whom to tell.
     *
     * @param url where
     * @param key signs what is told
     */
    public record Target(URI url, SecretKeySpec key) {

        /** @param secret at least 32 characters */
        public static Target of(URI url, String secret) {
            if (secret.length() < 32) {
                throw new IllegalArgumentException(
                        "The webhook's key has %d characters; expected at least 32 random ones in the file of account-factory.webhook.key-file"
                                .formatted(secret.length()));
            }
            return new Target(url, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        }

        @Override
        public String toString() {
            return "Target[%s, hidden]".formatted(url);
        }
    }

    /** Whether the receiver took it, or there is none. */
    public boolean tell(AccountEvent event) {
        return target.isEmpty() || tell(target.get(), event);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private boolean tell(Target to, AccountEvent event) {
        byte[] body = Json.write(event).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(to.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Bongsu-Delivery", event.id())
                .header("X-Bongsu-Signature", "sha256=" + signature(to.key(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warnf("webhook answered with status %d", status);
            }
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.warnf(e, "webhook does not answer");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String signature(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is in every JDK", e);
        }
    }
}
