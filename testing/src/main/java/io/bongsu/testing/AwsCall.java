package io.bongsu.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call of AWS as it passed {@link FaultProxy}.
 *
 * @param at when, by the proxy's clock
 * @param service the service as the signature names it, for example {@code organizations}
 * @param operation for example {@code CreateAccount}
 * @param accessKey whose call
 * @param region the Region of the signature
 * @param body the request's body
 * @param status what the server behind answered, 0 where it was never asked
 * @param answered whether the caller got an answer
 */
public record AwsCall(
        Instant at,
        String service,
        String operation,
        String accessKey,
        String region,
        String body,
        int status,
        boolean answered) {

    /** {@code service:Operation}. */
    public String name() {
        return service + ":" + operation;
    }

    /** Whether the server behind did it, whatever the caller heard. */
    public boolean effective() {
        return status / 100 == 2;
    }

    /** Whether it changes anything, to judge by its name. */
    public boolean mutating() {
        return !operation.matches("(List|Describe|Get|AssumeRole|Batch(Get|Describe)).*");
    }

    /** A field of a form-encoded body (the Query protocol), or null. */
    @Nullable String form(String field) {
        return fields(body).get(field);
    }

    static Map<String, String> fields(String body) {
        return Arrays.stream(body.split("&", -1))
                .filter(pair -> pair.contains("="))
                .collect(Collectors.toMap(
                        pair -> decoded(pair.substring(0, pair.indexOf('='))),
                        pair -> decoded(pair.substring(pair.indexOf('=') + 1)),
                        (one, other) -> other));
    }

    AwsCall ended(int status, boolean answered) {
        return new AwsCall(at, service, operation, accessKey, region, body, status, answered);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
