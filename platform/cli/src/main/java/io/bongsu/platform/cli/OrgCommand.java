package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "org",
        description = {
            "The organization as code: shows how it differs from its declaration, makes it so, and lists what somebody changed past it.",
            "docs/account-factory/organization.md has the declaration's form."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./bongsu org plan organization.yaml",
            "  ./bongsu org apply organization.yaml",
            "  ./bongsu org apply 5f0c7f0e-… --yes",
            "  ./bongsu org drift"
        })
final class OrgCommand implements Runnable {

    private static final String BASE = "/api/v1/organization/";
    private static final String DRIFT = "/api/v1/drift";
    private static final int LARGEST_FILE = 1 << 20;
    private static final int CELLS = 70;
    private static final Duration LOOK = Duration.ofMillis(500);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which of its commands?");
    }

    @Command(name = "plan", description = "Shows what would be done, in order; exit status 2 when something would.")
    int plan(
            @Parameters(paramLabel = "FILE", description = "The declaration, YAML.") Path file,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        JsonNode plan = made(FactoryClient.open(), file);
        if (json) {
            Json.print(plan);
        } else {
            print(plan);
        }
        return plan.path("changes").isEmpty() ? 0 : 2;
    }

    @Command(
            name = "apply",
            description = "Makes a plan's changes, one after the other; refused when the organization changed since.")
    int apply(
            @Parameters(
                            paramLabel = "FILE|PLAN",
                            description = "A declaration, which is planned first, or a plan's id.")
                    String what,
            @Option(names = "--yes", description = "Don't ask.") boolean yes,
            @Option(names = "--json", description = "Print JSON only; needs --yes.") boolean json) {
        if (json && !yes) {
            throw new ParameterException(spec.commandLine(), "--json can't ask; give --yes too");
        }
        FactoryClient factory = FactoryClient.open();
        UUID id = uuid(what);
        JsonNode plan = id == null ? made(factory, Path.of(what)) : factory.get(BASE + "plans/" + id);
        if (!json) {
            print(plan);
        }
        if (plan.path("changes").isEmpty()) {
            if (json) {
                Json.print(plan);
            }
            return 0;
        }
        if (!yes && !agreed()) {
            System.out.println("Nothing is changed");
            return 1;
        }
        JsonNode applied = factory.post(
                BASE + "apply", Json.object().put("plan", plan.path("id").asText()));
        JsonNode ended = followed(factory, applied, json);
        if (json) {
            Json.print(ended);
        }
        return ended.path("state").asText().equals("APPLIED") ? 0 : 1;
    }

    @Command(
            name = "drift",
            description = "Lists what somebody changed past the factory; exit status 1 when something is open.")
    int drift(
            @Option(names = "--all", description = "Also what was repaired, accepted or is gone.") boolean all,
            @Option(names = "--json", description = "Print a JSON array only.") boolean json) {
        JsonNode found = FactoryClient.open().all(DRIFT + "?size=200" + (all ? "" : "&state=OPEN"));
        if (json) {
            Json.print(found);
        } else if (found.isEmpty()) {
            System.out.println(all ? "No drift was ever seen" : "No drift is open");
        } else {
            Table table = new Table("ID", "SUBJECT", "WHAT", "EXPECTED", "FOUND", "BY", "STATE");
            for (JsonNode each : found) {
                table.row(
                        each.path("id").asText(),
                        each.path("subject").asText(),
                        each.path("item").asText(),
                        Table.cut(each.path("expected").asText(), 24),
                        Table.cut(each.path("found").asText(), 24),
                        Table.cut(each.path("principal").asText("unknown"), 40),
                        each.path("state").asText());
            }
            System.out.print(table);
        }
        return all || found.isEmpty() ? 0 : 1;
    }

    @Command(name = "repair", description = "Has the step that owns a drifted thing run again.")
    int repair(
            @Parameters(paramLabel = "ID", description = "The drift record's id.") UUID id,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        JsonNode request = FactoryClient.open().post(DRIFT + "/" + id + "/repair", Json.object());
        if (json) {
            Json.print(request);
        } else {
            RequestText.print(request);
        }
        return 0;
    }

    @Command(name = "accept", description = "Expects what is, from now on.")
    int accept(
            @Parameters(paramLabel = "ID", description = "The drift record's id.") UUID id,
            @Option(names = "--reason", required = true, description = "Why it is right as it is.") String reason,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        JsonNode drift = FactoryClient.open()
                .post(DRIFT + "/" + id + "/accept", Json.object().put("reason", reason));
        if (json) {
            Json.print(drift);
        } else {
            System.out.printf(
                    "%s of %s is expected to be %s from now on%n",
                    drift.path("item").asText(),
                    drift.path("subject").asText(),
                    drift.path("found").asText());
        }
        return 0;
    }

    private static JsonNode made(FactoryClient factory, Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new CommandException("%s has %,d bytes; expected a declaration of at most %,d"
                        .formatted(file, Files.size(file), LARGEST_FILE));
            }
            return factory.postYaml(BASE + "plan", file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void print(JsonNode plan) {
        if (plan.path("changes").isEmpty()) {
            System.out.println("The organization is as declared");
        } else {
            Table table = new Table("", "DO", "TO", "AT", "WHAT CHANGES");
            for (JsonNode each : plan.path("changes")) {
                JsonNode change = each.path("change");
                table.row(
                        each.path("number").asText(),
                        words(change),
                        change.path("subject").asText(),
                        change.path("target").asText(""),
                        Table.cut(change.path("difference").asText(""), CELLS));
            }
            System.out.print(table);
            System.out.printf(
                    "%nplan %s, %d changes%n",
                    plan.path("id").asText(), plan.path("changes").size());
        }
        if (!plan.path("unmanaged").isEmpty()) {
            System.out.println("Not declared, and left as it is:");
            plan.path("unmanaged").forEach(each -> System.out.println("  " + each.asText()));
        }
    }

    private static String words(JsonNode change) {
        return change.path("kind").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static boolean agreed() {
        if (System.console() == null) {
            throw new CommandException("There is nobody to ask; look at the plan, then apply it with --yes");
        }
        String answer = System.console().readLine("Do it? Only yes does: ");
        return answer != null && answer.strip().equals("yes");
    }

    private static JsonNode followed(FactoryClient factory, JsonNode applied, boolean silent) {
        Map<String, String> shown = new HashMap<>();
        JsonNode plan = applied;
        while (true) {
            if (!silent) {
                for (JsonNode each : plan.path("changes")) {
                    String state = each.path("state").asText();
                    if (!state.equals("PENDING")
                            && !state.equals(shown.put(each.path("number").asText(), state))) {
                        System.out.printf(
                                "%3d  %-8s %s %s%n",
                                each.path("number").asInt(),
                                state.toLowerCase(Locale.ROOT),
                                words(each.path("change")),
                                each.path("change").path("subject").asText());
                    }
                }
            }
            String state = plan.path("state").asText();
            if (state.equals("APPLIED") || state.equals("FAILED")) {
                if (!silent) {
                    System.out.println(
                            state.equals("APPLIED")
                                    ? "Done"
                                    : plan.path("message").asText());
                }
                return plan;
            }
            Pause.of(LOOK);
            plan = factory.get(BASE + "plans/" + applied.path("id").asText());
        }
    }
}
