package io.bongsu.platform.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.platform.engines.DataDirectory;
import io.bongsu.platform.engines.OpaEngine;
import io.bongsu.platform.engines.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OPA with the guardrails, run for one check; what it is given lies in a directory that only this user can read, until {@link #close}. */
final class Opa implements AutoCloseable {

    /** Questions in one run of OPA: enough that its start doesn't count, and an input of a few megabytes. */
    private static final int BATCH = 400;

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Path program;
    private final Path directory;
    private final Path bundle;

    /**
     * What OPA says to a question.
     *
     * @param verdict its verdict; missing where it has none
     * @param problem OPA's own words where the evaluation failed; else empty
     */
    record Answer(JsonNode verdict, String problem) {}

    /**
     * @param home where {@code opa} is
     * @param packs {@code compliance-packs/}
     */
    Opa(Path home, Path packs) {
        program = home.resolve("opa");
        try {
            directory = Files.createTempDirectory("bongsu-check-");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for OPA's input", e);
        }
        bundle = directory.resolve("bundle.tar.gz");
        try {
            OpaEngine.build(home, packs, bundle);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The metadata of everything in the bundle. */
    JsonNode annotations() {
        Shell.Result result = run(List.of("inspect", "--annotations", "--format", "json", bundle.toString()));
        return parsed(result);
    }

    /** Answers in the order of the questions, each {@code {rule, input}}. */
    List<Answer> ask(List<ObjectNode> questions) {
        List<Answer> answers = new ArrayList<>(questions.size());
        for (int from = 0; from < questions.size(); from += BATCH) {
            answers.addAll(batch(questions.subList(from, Math.min(from + BATCH, questions.size()))));
        }
        return answers;
    }

    /** One failing evaluation fails the whole batch, so a failed one is halved until only what fails is left. */
    private List<Answer> batch(List<ObjectNode> questions) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        questions.forEach(input.putArray("batch")::add);
        Path file = directory.resolve("input.json");
        try {
            Files.write(file, PlanFile.JSON.writeValueAsBytes(input));
        } catch (IOException e) {
            throw new UncheckedIOException("OPA's input can't be written", e);
        }
        Shell.Result result = run(List.of(
                "eval",
                "--format",
                "json",
                "--bundle",
                bundle.toString(),
                "--input",
                file.toString(),
                "data.bongsu.engine.verdicts"));
        if (result.exit() == 0) {
            JsonNode verdicts = parsed(result)
                    .path("result")
                    .path(0)
                    .path("expressions")
                    .path(0)
                    .path("value");
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                answers.add(new Answer(verdicts.path(Integer.toString(i)), ""));
            }
            return answers;
        }
        if (questions.size() == 1) {
            return List.of(new Answer(MissingNode.getInstance(), problem(result)));
        }
        int half = questions.size() / 2;
        List<Answer> answers = new ArrayList<>(batch(questions.subList(0, half)));
        answers.addAll(batch(questions.subList(half, questions.size())));
        return answers;
    }

    private static String problem(Shell.Result result) {
        try {
            return PlanFile.JSON
                    .readTree(result.output())
                    .path("errors")
                    .path(0)
                    .path("message")
                    .asText("evaluation failed");
        } catch (JsonProcessingException e) {
            return result.lastLine();
        }
    }

    private Shell.Result run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return Shell.run(command, Map.of(), directory, LIMIT);
    }

    private static JsonNode parsed(Shell.Result result) {
        try {
            return PlanFile.JSON.readTree(result.output());
        } catch (JsonProcessingException e) {
            throw new CheckException("OPA answered no JSON: %s".formatted(result.lastLine()), e);
        }
    }

    @Override
    public void close() {
        DataDirectory.delete(directory);
    }
}
