package io.bongsu.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@link NormaliseBenchmark} with the bar it is held to. */
final class NormaliseBench {

    static final double BAR_RECORDS_PER_SECOND = 50_000;
    static final double BAR_MEGABYTES_PER_SECOND = 60;

    private NormaliseBench() {}

    static Map<String, Object> run(boolean json) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(NormaliseBenchmark.class.getSimpleName())
                        .jvmArgs(
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-Dbongsu.root=" + System.getProperty("bongsu.root", "."))
                        .verbosity(json ? VerboseMode.SILENT : VerboseMode.NORMAL)
                        .build())
                .run();
        Map<String, Object> facts = new LinkedHashMap<>();
        double bytes = NormaliseBenchmark.bytesPerRecord();
        facts.put("bytes_per_record", Math.round(bytes));
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            double perSecond = result.getPrimaryResult().getScore();
            facts.put(name + "_records_per_second", Math.round(perSecond));
            facts.put(name + "_megabytes_per_second", Math.round(perSecond * bytes / 1e5) / 10.0);
            if (name.equals("wholePath")) {
                facts.put(
                        "ratio_to_bar",
                        Math.round(Math.min(
                                                perSecond / BAR_RECORDS_PER_SECOND,
                                                perSecond * bytes / 1e6 / BAR_MEGABYTES_PER_SECOND)
                                        * 100)
                                / 100.0);
            }
        }
        return facts;
    }
}
