package io.bongsu.platform.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * OpenSearch, one node, from the distribution that OpenSearch publishes for integration tests: the real server without the bundled JDK
 * and plugins.
 *
 * @param httpPort port of the REST API
 * @param transportPort port of the node-to-node protocol, which listens even on a single node
 * @param heapMebibytes size of the Java heap
 */
public record OpenSearchEngine(int httpPort, int transportPort, int heapMebibytes) implements Engine {

    private static final String VERSION = "3.8.0";

    /** Of {@code org.opensearch.distribution.integ-test-zip:opensearch:3.8.0:zip}; computed from the artifact when the version was chosen. */
    private static final String SHA256 = "196c3cf4602c394f2e40e6174ccbf2a924eae37246f08fa6bbb6b75f9fd5ff1f";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SERVING = Set.of("yellow", "green");

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public List<Integer> ports() {
        return List.of(httpPort, transportPort);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + httpPort;
    }

    @Override
    public Path fetch(EngineStore store, LongConsumer progress) {
        return store.get(storeName(), directory -> {
            Path download = directory.resolve("download");
            Maven.copy(
                    name(),
                    Map.of("engine.version", VERSION),
                    "org/opensearch/distribution/integ-test-zip/opensearch/" + VERSION,
                    download,
                    progress);
            Path zip = download.resolve("opensearch-" + VERSION + ".zip");
            Archives.verify(zip, SHA256);
            Archives.unzip(zip, directory);
            DataDirectory.delete(download);
        });
    }

    @Override
    public Command prepare(Path home, DataDirectory data, ChildProcesses children) {
        Jdk.launcher(data.user());
        Path directory = data.of(name());
        Path config = directory.resolve("config");
        try {
            for (String sub : List.of("config", "data", "logs", "tmp")) {
                Files.createDirectories(directory.resolve(sub));
            }
            Files.writeString(config.resolve("opensearch.yml"), settings(directory));
            Files.writeString(config.resolve("jvm.options"), jvmOptions(home));
            Files.writeString(config.resolve("log4j2.properties"), LOG4J);
        } catch (IOException e) {
            throw new UncheckedIOException("OpenSearch's configuration can't be written to %s".formatted(config), e);
        }
        data.user().own(directory);
        // OpenSearch would touch its whole heap at the start; a laptop should give only what is used.
        return new Command(
                List.of(home.resolve("bin/opensearch").toString()),
                Map.of(
                        "OPENSEARCH_JAVA_HOME", Jdk.home().toString(),
                        "OPENSEARCH_PATH_CONF", config.toString(),
                        "OPENSEARCH_TMPDIR", directory.resolve("tmp").toString(),
                        "OPENSEARCH_JAVA_OPTS",
                                "-Xms%dm -Xmx%dm -XX:-AlwaysPreTouch".formatted(heapMebibytes, heapMebibytes),
                        "HOME", directory.toString()),
                home);
    }

    @Override
    public Optional<String> missing() {
        return Loopback.missing(URI.create(address() + "/_cluster/health"), body -> {
            try {
                String status = JSON.readTree(body).path("status").asText();
                return SERVING.contains(status) ? Optional.empty() : Optional.of("cluster health is " + status);
            } catch (JsonProcessingException e) {
                return Optional.of("cluster health is unreadable");
            }
        });
    }

    private String settings(Path directory) {
        return """
                cluster.name: bongsu
                node.name: bongsu
                path.data: %s
                path.logs: %s
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                discovery.type: single-node
                # In bytes, not percent: a big disk that is 96 %% full is no reason to refuse writes.
                cluster.routing.allocation.disk.watermark.low: 1500mb
                cluster.routing.allocation.disk.watermark.high: 1gb
                cluster.routing.allocation.disk.watermark.flood_stage: 512mb
                """
                .formatted(directory.resolve("data"), directory.resolve("logs"), httpPort, transportPort);
    }

    // The distribution's own options but for the heap and for files below the (shared, read-only) installation.
    private static String jvmOptions(Path home) throws IOException {
        StringBuilder options = new StringBuilder();
        for (String line : Files.readAllLines(home.resolve("config/jvm.options"))) {
            boolean ours = line.startsWith("-Xm") || line.contains("logs/") || line.contains("HeapDump");
            if (!ours && !line.startsWith("#") && !line.isBlank()) {
                options.append(line).append('\n');
            }
        }
        return options.toString();
    }

    private static final String LOG4J =
            """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXX} %-5p [%c{1.}] %m%n
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            """;
}
