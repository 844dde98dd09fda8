package io.bongsu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpaServer;
import io.bongsu.testing.OpenSearchServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({KafkaServer.class, OpenSearchServer.class, OpaServer.class})
class CrashIT {

    private static final Path PACKS = Path.of(System.getProperty("bongsu.root", ".."))
            .resolve("compliance-packs")
            .toAbsolutePath();
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final int CRASHES = 3;
    private static final int ROUNDS_PER_CRASH = 4;
    private static final int VOLUMES = 60;

    /** Printed by a failure, so that it can be had again. */
    private static final long SEED = System.nanoTime();

    private record Expected(VerdictStatus status, Instant capturedAt, String state) {}

    @Test
    void killedAtRandomMomentsItLosesNothingAndRepeatsNothing(
            KafkaServer kafka,
            OpenSearchServer openSearch,
            OpaServer opa,
            Topics topics,
            Indices indices,
            @TempDir Path directory)
            throws IOException, InterruptedException {
        TestEngine.Place place = new TestEngine.Place(
                kafka.bootstrapServers(),
                openSearch.url(),
                opa.url(),
                topics,
                indices,
                PACKS,
                directory.resolve("state"));
        Random random = new Random(SEED);
        Map<String, Expected> expected = new TreeMap<>();

        try (TestEngine feeder = TestEngine.idle(place)) {
            int round = 0;
            for (int crash = 0; crash < CRASHES; crash++) {
                Process engine = start(place, directory);
                for (int i = 0; i < ROUNDS_PER_CRASH; i++, round++) {
                    feed(feeder, round, random, expected);
                }
                // Somewhere between the intake of the first and the indexing of the last.
                assertThat(engine.waitFor(random.nextInt(1_200), TimeUnit.MILLISECONDS))
                        .isFalse();
                engine.destroyForcibly().waitFor();
            }
        }

        try (TestEngine engine = new TestEngine(place)) {
            List<FindingView> findings = engine.settledFindings();

            Map<String, Expected> found = new TreeMap<>();
            findings.forEach(finding -> found.put(
                    finding.resource().id(), new Expected(finding.status(), finding.capturedAt(), finding.state())));
            assertThat(found).as("seed %d", SEED).isEqualTo(expected);
            assertThat(findings).hasSize(VOLUMES);
            assertThat(engine.count(indices.findings())).isEqualTo(VOLUMES);
            for (FindingView finding : findings) {
                List<String> history = engine.store().history(finding.uid()).stream()
                        .map(change -> change.path("status").asText())
                        .toList();
                assertThat(history.getFirst())
                        .as("seed %d", SEED)
                        .isEqualTo(finding.status().name());
                assertThat(IntStream.range(1, history.size())
                                .filter(i -> history.get(i).equals(history.get(i - 1))))
                        .as("the history of %s, seed %d: %s", finding.uid(), SEED, history)
                        .isEmpty();
            }
        }
    }

    private static void feed(TestEngine feeder, int round, Random random, Map<String, Expected> expected) {
        Instant capturedAt = BEGIN.plusSeconds(round);
        for (int i = 0; i < VOLUMES; i++) {
            String id = "vol-" + i;
            boolean encrypted = random.nextBoolean();
            feeder.item(Items.volume(id, capturedAt.toString(), encrypted));
            expected.put(id, new Expected(encrypted ? VerdictStatus.PASS : VerdictStatus.FAIL, capturedAt, "open"));
        }
    }

    private static Process start(TestEngine.Place place, Path directory) throws IOException {
        Properties settings = new Properties();
        settings.putAll(place.settings());
        Path file = directory.resolve("settings.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PolicyEngineRunner.class.getName(),
                        file.toString())
                .redirectError(directory.resolve("engine.log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.equals("running")) {
            line = out.readLine();
        }
        assertThat(line)
                .as("The engine's process: %s", Files.readString(directory.resolve("engine.log")))
                .isEqualTo("running");
        return process;
    }
}
