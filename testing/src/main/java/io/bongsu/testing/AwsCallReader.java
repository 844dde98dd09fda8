package io.bongsu.testing;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which operation of AWS a request is: by its target (JSON protocol), its Action (Query protocol) or its path (REST). */
final class AwsCallReader {

    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request");

    /** Operations of REST services, by service, method and path. */
    private static final List<Map.Entry<Pattern, String>> ROUTES = List.of(
            route("guardduty GET /detector", "ListDetectors"),
            route("guardduty POST /detector", "CreateDetector"),
            route("guardduty GET /detector/[^/]+", "GetDetector"),
            route("guardduty POST /detector/[^/]+", "UpdateDetector"),
            route("guardduty GET /detector/[^/]+/administrator", "GetAdministratorAccount"),
            route("guardduty POST /detector/[^/]+/member", "CreateMembers"),
            route("guardduty POST /detector/[^/]+/member/get", "GetMembers"),
            route("guardduty POST /detector/[^/]+/member/start", "StartMonitoringMembers"),
            route("securityhub GET /accounts", "DescribeHub"),
            route("securityhub POST /accounts", "EnableSecurityHub"),
            route("securityhub POST /members", "CreateMembers"),
            route("securityhub POST /members/get", "GetMembers"),
            route("access-analyzer GET /analyzer", "ListAnalyzers"),
            route("access-analyzer PUT /analyzer", "CreateAnalyzer"),
            route("s3 GET /v20180820/configuration/publicAccessBlock", "GetAccountPublicAccessBlock"),
            route("s3 PUT /v20180820/configuration/publicAccessBlock", "PutAccountPublicAccessBlock"));

    private AwsCallReader() {}

    private static Map.Entry<Pattern, String> route(String request, String operation) {
        return Map.entry(Pattern.compile(request), operation);
    }

    static AwsCall read(Instant at, String method, URI uri, Headers headers, String body) {
        Matcher scope = SCOPE.matcher(
                Optional.ofNullable(headers.getFirst("Authorization")).orElse(""));
        boolean signed = scope.find();
        String service = signed ? scope.group(3) : "";
        return new AwsCall(
                at,
                service,
                operation(service, method, uri, headers, body),
                signed ? scope.group(1) : "",
                signed ? scope.group(2) : "",
                body,
                0,
                false);
    }

    private static String operation(String service, String method, URI uri, Headers headers, String body) {
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        String action = AwsCall.fields(body).get("Action");
        if (action != null) {
            return action;
        }
        String request = service + " " + method + " " + uri.getPath();
        for (Map.Entry<Pattern, String> route : ROUTES) {
            if (route.getKey().matcher(request).matches()) {
                return route.getValue();
            }
        }
        String path = uri.getPath().substring(1);
        // Account Management and some others name the operation in the path.
        return path.matches("[a-z][A-Za-z]+")
                ? path.substring(0, 1).toUpperCase(Locale.ROOT) + path.substring(1)
                : method + " " + uri;
    }
}
