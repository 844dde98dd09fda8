package io.bongsu.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a benchmark by name and prints what it found: a table, or with {@code --json} one JSON object and nothing else. */
public final class Bench {

    private static final String NAMES =
            "normalise, ingest [--records N], judge [--seconds N], vend [--requests N] [--seed N] [--create-per-hour N] [--virtual-time], report [--findings N] [--accounts N]";

    private Bench() {}

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        boolean json = words.remove("--json");
        if (words.isEmpty()) {
            fail("Name a benchmark: " + NAMES);
        }
        Map<String, Object> facts =
                switch (words.getFirst()) {
                    case "normalise" -> NormaliseBench.run(json);
                    case "ingest" -> IngestBench.run(number(words, "--records", 100_000, 10_000, 10_000_000));
                    case "judge" -> JudgeBench.run(number(words, "--seconds", 60, 5, 3_600));
                    case "vend" ->
                        VendBench.run(new VendBench.Options(
                                number(words, "--requests", 100, 1, 10_000),
                                number(words, "--seed", 1, 0, 999_999_999),
                                number(words, "--create-per-hour", 360, 1, 36_000),
                                words.contains("--virtual-time")));
                    case "report" ->
                        ReportBench.run(
                                number(words, "--findings", 1_000_000, 1_000, 10_000_000),
                                number(words, "--accounts", 1_000, 1, 100_000));
                    default -> {
                        fail("There is no benchmark '%s'; there are %s".formatted(words.getFirst(), NAMES));
                        yield Map.of();
                    }
                };
        if (json) {
            System.out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(facts));
        } else {
            facts.forEach((name, value) -> System.out.printf("%-32s %s%n", name.replace('_', ' '), value));
        }
        System.exit(0);
    }

    private static int number(List<String> words, String option, int otherwise, int least, int most) {
        int at = words.indexOf(option);
        if (at < 0) {
            return otherwise;
        }
        String given = at + 1 < words.size() ? words.get(at + 1) : "nothing";
        if (!given.matches("\\d{1,9}") || Integer.parseInt(given) < least || Integer.parseInt(given) > most) {
            fail("%s is %s; expected a whole number from %d to %d".formatted(option, given, least, most));
        }
        return Integer.parseInt(given);
    }

    private static void fail(String sentence) {
        System.err.println(sentence);
        System.exit(2);
    }
}
