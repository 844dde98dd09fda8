package io.bongsu.benchmarks;

import io.bongsu.contracts.certificate.Ed25519KeyFile;
import io.bongsu.reports.Format;
import io.bongsu.reports.Language;
import io.bongsu.reports.Report;
import io.bongsu.reports.ReportRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How long each format of a report takes, and in how much memory: one format at a time, each in a JVM of its own with 512 MiB of heap. */
final class ReportBench {

    private static final String HEAP = "-Xmx512m";
    private static final int LIMIT_SECONDS = 300;
    private static final long MIB = 1 << 20;

    private ReportBench() {}

    static Map<String, Object> run(int findings, int accounts) throws IOException, InterruptedException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("findings", findings);
        facts.put("accounts", accounts);
        facts.put("controls", new GeneratedFindings(pack(), 1, 1).controls());
        facts.put("heap_limit_mib", 512);
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        for (Format format : Format.values()) {
            for (String fact : child(format, findings, accounts).split("\n", -1)) {
                int at = fact.indexOf('=');
                if (at > 0) {
                    facts.put(
                            format.name().toLowerCase(Locale.ROOT) + "_" + fact.substring(0, at),
                            Double.valueOf(fact.substring(at + 1)));
                }
            }
        }
        return facts;
    }

    private static String child(Format format, int findings, int accounts) throws IOException, InterruptedException {
        Path said = Files.createTempFile("bongsu-report-bench", ".txt");
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            HEAP,
                            "-XX:+UseSerialGC",
                            "-Djava.awt.headless=true",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ReportBench.class.getName(),
                            format.name(),
                            Integer.toString(findings),
                            Integer.toString(accounts))
                    .redirectOutput(said.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("%s took longer than %d s".formatted(format, LIMIT_SECONDS));
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s ended with status %d".formatted(format, process.exitValue()));
            }
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }

    /** The child: makes one format and says what it took. */
    public static void main(String[] words) throws IOException {
        Format format = Format.valueOf(words[0]);
        Path directory = Files.createTempDirectory("bongsu-report-bench");
        try {
            GeneratedFindings source =
                    new GeneratedFindings(pack(), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            Ed25519KeyFile key = Ed25519KeyFile.open(directory.resolve("key.pem"));
            Path target = Files.createDirectory(directory.resolve("report"));
            long began = System.nanoTime();
            new Report(
                            new ReportRequest(EnumSet.of(format), EnumSet.of(Language.KO), true),
                            source,
                            key,
                            (done, expected, step) -> {})
                    .write(target, "bench", Instant.EPOCH);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("seconds=%.1f%n", seconds);
            System.out.printf("processor_seconds=%.1f%n", processorSeconds());
            System.out.printf("peak_heap_mib=%d%n", peak() / MIB);
            System.out.printf("resident_mib=%d%n", resident() / 1024);
            System.out.printf("output_mib=%.1f%n", (double) size(target) / MIB);
        } finally {
            delete(directory);
        }
    }

    /** Of the whole process, its start and compilation too: what a busy machine doesn't change. */
    private static double processorSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private static Path pack() {
        return Path.of("compliance-packs/packs/isms-p/pack.yaml").toAbsolutePath();
    }

    /** At most: the pools' peaks need not have been at the same time. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** The most memory that the process had, in KiB; 0 where the system doesn't tell. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
