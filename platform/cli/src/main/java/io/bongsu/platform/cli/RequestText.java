package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Account requests as a person reads them in a terminal. */
final class RequestText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int MESSAGE_CELLS = 90;
    private static final Set<String> BAD_ENDS = Set.of("HELD", "DENIED", "EXPIRED", "ABORTED");

    private RequestText() {}

    /** 0 when all is well or under way, 1 when it needs somebody or ended otherwise than wished. */
    static int exit(JsonNode request) {
        return BAD_ENDS.contains(request.path("state").asText()) ? 1 : 0;
    }

    static void list(JsonNode requests) {
        if (requests.isEmpty()) {
            System.out.println("No account requests");
            return;
        }
        Table table = new Table("ID", "NAME", "BLUEPRINT", "STATE", "ACCOUNT", "ASKED BY", "SINCE");
        for (JsonNode request : requests) {
            table.row(
                    request.path("id").asText(),
                    Table.cut(request.path("name").asText(), 40),
                    request.path("blueprint").asText(),
                    request.path("state").asText(),
                    request.path("account_id").asText(""),
                    Table.cut(request.path("requester").asText(), 24),
                    time(request.path("created_at")));
        }
        System.out.print(table);
    }

    static void print(JsonNode request) {
        System.out.printf(
                "%s  %s%n  blueprint %s, organizational unit %s, root user %s%n",
                request.path("name").asText(),
                request.path("state").asText(),
                request.path("blueprint").asText(),
                request.path("ou").asText(),
                request.path("email").asText());
        if (request.path("id").isTextual()) {
            System.out.printf("  request %s%n", request.path("id").asText());
        }
        if (request.path("account_id").isTextual()) {
            System.out.printf("  account %s%n", request.path("account_id").asText());
        }
        JsonNode plan = request.path("plan");
        if (plan.path("eta").isTextual()) {
            System.out.printf(
                    "  to be finished about %s; %d ahead of it%n",
                    time(plan.path("eta")), plan.path("ahead").asInt());
        }
        next(request);
        System.out.println();
        Table table = new Table("STEP", "STATE", "TRIES", "WHAT");
        if (request.path("steps").isEmpty()) {
            for (JsonNode step : plan.path("steps")) {
                table.row(
                        step.path("name").asText(),
                        "planned",
                        "",
                        step.path("title").asText());
            }
        } else {
            for (JsonNode step : request.path("steps")) {
                table.row(
                        step.path("name").asText(),
                        step.path("state").asText().toLowerCase(Locale.ROOT),
                        step.path("attempts").asText(),
                        Table.cut(step.path("message").asText(step.path("title").asText()), MESSAGE_CELLS));
            }
        }
        System.out.print(table);
    }

    /** One step in one line, as it is followed. */
    static String line(JsonNode step) {
        String state = step.path("state").asText().toLowerCase(Locale.ROOT);
        String tail = step.path("ended_at").isTextual()
                        && step.path("started_at").isTextual()
                ? seconds(Duration.between(
                        Instant.parse(step.path("started_at").textValue()),
                        Instant.parse(step.path("ended_at").textValue())))
                : Table.cut(step.path("message").asText(step.path("title").asText()), MESSAGE_CELLS);
        return "%-24s %-8s %s"
                .formatted(step.path("name").asText(), state, tail)
                .stripTrailing();
    }

    /** How it ended, or who must act. */
    static void end(JsonNode request) {
        System.out.printf(
                "%n%s: %s%s%n",
                request.path("name").asText(),
                request.path("state").asText(),
                request.path("account_id").isTextual()
                        ? ", account " + request.path("account_id").textValue()
                        : "");
        next(request);
    }

    /** A text as part of an address. */
    static String path(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void next(JsonNode request) {
        JsonNode next = request.path("next");
        if (next.path("who").isTextual() && !next.path("who").textValue().equals("FACTORY")) {
            System.out.printf(
                    "  next: %s: %s%n",
                    next.path("who").asText().toLowerCase(Locale.ROOT),
                    next.path("action").asText());
        }
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    private static String time(JsonNode instant) {
        return instant.isTextual() ? TIME.format(Instant.parse(instant.textValue())) : "";
    }
}
