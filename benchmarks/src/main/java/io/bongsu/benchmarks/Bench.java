package io.bongsu.benchmarks;

import java.util.Arrays;

/** Runs a benchmark by name. */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("Name a benchmark: normalise, ingest or judge");
            System.exit(2);
        }
        boolean json = Arrays.asList(args).contains("--json");
        switch (args[0]) {
            case "normalise" -> NormaliseBench.run(json);
            default -> {
                System.err.println(
                        "There is no benchmark '%s'; there are normalise, ingest and judge".formatted(args[0]));
                System.exit(2);
            }
        }
    }
}
