package io.bongsu.testing;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which operation of AWS a request is: by its target (JSON protocol), its Action (Query protocol) or its path (REST). */
final class AwsCallReader {

    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request");

    private AwsCallReader() {}

    static AwsCall read(Instant at, String method, URI uri, Headers headers, String body) {
        Matcher scope = SCOPE.matcher(
                Optional.ofNullable(headers.getFirst("Authorization")).orElse(""));
        boolean signed = scope.find();
        return new AwsCall(
                at,
                signed ? scope.group(3) : "",
                operation(method, uri, headers, body),
                signed ? scope.group(1) : "",
                signed ? scope.group(2) : "",
                body,
                0,
                false);
    }

    private static String operation(String method, URI uri, Headers headers, String body) {
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        String action = AwsCall.fields(body).get("Action");
        if (action != null) {
            return action;
        }
        String path = uri.getPath().substring(1);
        // Account Management and some others name the operation in the path.
        return path.matches("[a-z][A-Za-z]+")
                ? path.substring(0, 1).toUpperCase(Locale.ROOT) + path.substring(1)
                : method + " " + uri;
    }
}
