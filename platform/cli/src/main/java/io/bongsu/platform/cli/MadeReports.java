package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.cli.ServiceClient.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** The policy engine's reports, over its REST API. */
final class MadeReports {

    private static final String BASE = "/api/v1/reports";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ServiceClient client;

    private MadeReports(ServiceClient client) {
        this.client = client;
    }

    static MadeReports open() {
        return new MadeReports(new ServiceClient(Installation.open()));
    }

    JsonNode ask(ObjectNode wish) {
        return told(() -> client.post(Parts.POLICY_ENGINE, BASE, wish));
    }

    JsonNode one(String id) {
        return told(() -> client.get(Parts.POLICY_ENGINE, BASE + "/" + id));
    }

    JsonNode all() {
        return told(() -> client.get(Parts.POLICY_ENGINE, BASE)).path("items");
    }

    /** Waits until the report is complete. */
    JsonNode made(JsonNode report, boolean talk) {
        JsonNode now = report;
        String shown = "";
        while (OPEN.contains(now.path("state").asText())) {
            String step = now.at("/progress/step").asText("waiting");
            if (talk && !step.equals(shown)) {
                System.err.println(step);
                shown = step;
            }
            Pause.of(LOOK);
            now = one(report.path("id").asText());
        }
        if (!now.path("state").asText().equals("COMPLETE")) {
            throw new CommandException("Report %s failed: %s"
                    .formatted(now.path("id").asText(), now.path("failure").asText("no reason given")));
        }
        return now;
    }

    /** Fetches the files into a directory, which is made. */
    void fetch(JsonNode report, Path directory) {
        checkEmpty(directory);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be made".formatted(directory), e);
        }
        for (JsonNode file : report.path("files")) {
            String name = file.path("name").asText();
            if (!name.matches("[A-Za-z0-9._-]{1,100}") || name.startsWith(".")) {
                throw new CommandException("The report names a file '%s'; expected a plain name".formatted(name));
            }
            told(() -> {
                client.download(
                        Parts.POLICY_ENGINE,
                        BASE + "/" + report.path("id").asText() + "/files/" + name,
                        directory.resolve(name));
                return file;
            });
        }
    }

    /** The public key that the service signs with. */
    String key() {
        try {
            Path file = Files.createTempFile("bongsu-key", ".pem");
            Files.delete(file);
            told(() -> {
                client.download(Parts.POLICY_ENGINE, BASE + "/key", file);
                return Json.object();
            });
            String key = Files.readString(file);
            Files.delete(file);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("The public key can't be kept", e);
        }
    }

    JsonNode take(Path file, String actor, boolean dryRun, boolean overwrite) {
        if (!Files.isRegularFile(file)) {
            throw new CommandException("%s is no file; expected the edited workbook of a report".formatted(file));
        }
        String query = "?actor=%s&dry_run=%b&overwrite=%b"
                .formatted(URLEncoder.encode(actor, StandardCharsets.UTF_8), dryRun, overwrite);
        return told(() -> client.upload(Parts.POLICY_ENGINE, BASE + "/statements/isms-p" + query, XLSX, file));
    }

    static void checkEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new CommandException(
                        "%s is not empty; expected a new or an empty directory for the report".formatted(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(directory), e);
        }
    }

    private interface Call {
        JsonNode answer() throws ServiceException;
    }

    private static JsonNode told(Call call) {
        try {
            return call.answer();
        } catch (ServiceException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }
}
