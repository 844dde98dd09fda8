package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.platform.cli.ServiceClient.ServiceException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The policy engine's findings, all pages of them. */
final class Findings {

    private static final int PAGE = 500;

    private Findings() {}

    /** Every finding that matches the filters of the REST API, for example {@code status=FAIL}. */
    static List<JsonNode> all(Installation installation, Map<String, String> filters) {
        String query = filters.entrySet().stream()
                .map(entry -> "&" + entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining());
        ServiceClient client = new ServiceClient(installation);
        List<JsonNode> findings = new ArrayList<>();
        String cursor = "";
        do {
            try {
                JsonNode page = client.get(
                        Parts.POLICY_ENGINE,
                        "/api/v1/findings?size=" + PAGE + query
                                + (cursor.isEmpty() ? "" : "&cursor=" + encode(cursor)));
                page.path("items").forEach(findings::add);
                cursor = page.path("next").asText("");
                if (cursor.equals("null")) {
                    cursor = "";
                }
            } catch (ServiceException e) {
                throw new CommandException(e.getMessage() + "; see ./bongsu status", e);
            }
        } while (!cursor.isEmpty());
        return findings;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
