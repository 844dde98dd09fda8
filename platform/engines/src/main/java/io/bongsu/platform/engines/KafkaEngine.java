package io.bongsu.platform.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * Kafka, one node that is broker and KRaft controller.
 *
 * @param port port for clients
 * @param controllerPort port of the controller
 * @param heapMebibytes size of the Java heap
 * @param more properties of the broker that win over ours, for example of a second listener
 */
public record KafkaEngine(int port, int controllerPort, int heapMebibytes, Map<String, String> more) implements Engine {

    private static final String VERSION = "4.3.1";
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

    public KafkaEngine {
        more = Map.copyOf(more);
    }

    public KafkaEngine(int port, int controllerPort, int heapMebibytes) {
        this(port, controllerPort, heapMebibytes, Map.of());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, controllerPort);
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Path fetch(EngineStore store, LongConsumer progress) {
        return store.get(
                storeName(),
                directory ->
                        Maven.copy(name(), Map.of("engine.version", VERSION), "", directory.resolve("libs"), progress));
    }

    @Override
    public Command prepare(Path home, DataDirectory data, ChildProcesses children) {
        String java = Jdk.launcher(data.user());
        Path directory = data.of(name());
        Path properties = directory.resolve("server.properties");
        Path log4j = directory.resolve("log4j2.properties");
        try {
            Files.createDirectories(directory.resolve("data"));
            Files.writeString(properties, settings(directory.resolve("data")));
            Files.writeString(log4j, LOG4J);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's configuration can't be written to %s".formatted(directory), e);
        }
        data.user().own(directory);
        Map<String, String> environment = Map.of("HOME", directory.toString());
        String classPath = home.resolve("libs") + "/*";
        String logging = "-Dlog4j2.configurationFile=" + log4j;
        if (!Files.exists(directory.resolve("data/meta.properties"))) {
            Shell.Result format = children.run(
                    new Command(
                            List.of(
                                    java,
                                    "-XX:TieredStopAtLevel=1",
                                    logging,
                                    "-cp",
                                    classPath,
                                    "kafka.tools.StorageTool",
                                    "format",
                                    "--cluster-id",
                                    Uuid.randomUuid().toString(),
                                    "--config",
                                    properties.toString()),
                            environment,
                            directory),
                    Duration.ofSeconds(60));
            if (format.exit() != 0) {
                throw new EngineException(
                        "Kafka's storage in %s can't be formatted: %s".formatted(directory, format.lastLine()));
            }
        }
        return new Command(
                List.of(
                        java,
                        "-Xms128m",
                        "-Xmx" + heapMebibytes + "m",
                        // One small heap on a machine with many others: the serial collector keeps the least memory for
                        // itself.
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Dplatform.data=" + data.root(),
                        logging,
                        "-cp",
                        classPath,
                        "kafka.Kafka",
                        properties.toString()),
                environment,
                directory);
    }

    @Override
    public Optional<String> missing() {
        // Not before the port is open: the client would only wait inside, and log that it can't connect.
        if (!Ports.taken(port)) {
            return Optional.of("nothing listens on port %d yet".formatted(port));
        }
        int limit = Math.toIntExact(PROBE_LIMIT.toMillis());
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit))) {
            int nodes = admin.describeCluster(new DescribeClusterOptions().timeoutMs(limit))
                    .nodes()
                    .get()
                    .size();
            return nodes == 1 ? Optional.empty() : Optional.of("the broker hasn't registered yet");
        } catch (ExecutionException | KafkaException e) {
            return Optional.of("the broker doesn't answer yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while waiting for Kafka", e);
        }
    }

    private String settings(Path storage) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s

                # One node: nothing can be replicated.
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=8
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1

                # A misspelt topic is an error, not a new topic.
                auto.create.topics.enable=false
                num.partitions=6
                message.max.bytes=8388608
                replica.fetch.max.bytes=8388608

                # A month, whatever the size: a limit by size could delete what no consumer has read yet. The disk is checked at each start.
                log.retention.hours=720
                log.retention.bytes=-1
                log.segment.bytes=134217728

                # A consumer that comes back after a crash shouldn't wait for company.
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=16777216
                """
                        .formatted(port, controllerPort, storage)
                + more.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static final String LOG4J =
            """
            status=error
            appender.console.type=Console
            appender.console.name=console
            appender.console.layout.type=PatternLayout
            appender.console.layout.pattern=%d{yyyy-MM-dd'T'HH:mm:ss.SSSXX} %-5p [%c{1.}] %m%n
            shutdownHook=disable
            rootLogger.level=info
            rootLogger.appenderRef.console.ref=console
            """;
}
