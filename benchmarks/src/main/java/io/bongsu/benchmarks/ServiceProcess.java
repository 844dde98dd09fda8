package io.bongsu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.platform.engines.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged service as production runs it, for the time of a benchmark. */
final class ServiceProcess implements AutoCloseable {

    static final Path ROOT =
            Path.of(System.getProperty("bongsu.root", ".")).toAbsolutePath().normalize();

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Not a secret: it opens nothing but the services under measurement. */
    static final String TOKEN = "benchmark-token-benchmark-token-0";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    ServiceProcess(String module, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path jar = ROOT.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("%s is not built; './bongsu up' builds it".formatted(jar));
        }
        int port = Ports.free(1).getFirst();
        url = URI.create("http://127.0.0.1:" + port);
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        Path log = Files.createTempFile(directory, module.replace('/', '-'), ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("BONGSU_SECURITY_TOKEN_FILE", token.toString());
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (status("/q/health/ready") != 200) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("%s did not start:%n%s".formatted(module, Files.readString(log)));
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private int status(String path) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    URI url() {
        return url;
    }

    /** The processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)));
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request.header("Authorization", "Bearer " + TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    "%s was answered with %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(15, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
