package io.bongsu.testing;

import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.Loopback;
import io.bongsu.platform.engines.MotoTool;
import io.bongsu.platform.engines.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The run's moto server, which answers like AWS (S3, SQS, SNS, STS, Organizations, …). Any credentials do; use {@link #ACCESS_KEY} and
 * {@link #SECRET_KEY}. Resolves parameters of its own type.
 */
public final class MotoServer implements BeforeAllCallback, ParameterResolver {

    /** Not a secret: moto takes anything. */
    public static final String ACCESS_KEY = "testing";

    /** Not a secret: moto takes anything. */
    public static final String SECRET_KEY = "testing";

    public static final String REGION = "ap-northeast-2";

    /** The account that those credentials belong to. */
    public static final String ACCOUNT = "123456789012";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    /** The endpoint of every AWS service; S3 clients want path-style access. */
    public URI url() {
        return URI.create(TestEngines.shared("moto.url", MotoServer::start));
    }

    /** A bucket name that nobody else has; the bucket is yours to make. */
    public static String freshBucket() {
        return "bongsu-test-" + TestEngines.unique();
    }

    /** A queue name that nobody else has; the queue is yours to make. */
    public static String freshQueue() {
        return "bongsu-test-" + TestEngines.unique();
    }

    private static String start() {
        int port = Ports.free(1).getFirst();
        URI url = URI.create("http://127.0.0.1:" + port);
        try {
            Path directory = Files.createTempDirectory("bongsu-test-moto");
            Path log = directory.resolve("moto.log");
            Path python = MotoTool.python(EngineStore.open(ChildUser.current()));
            ProcessBuilder builder = new ProcessBuilder(
                            python.toString(), "-m", "moto.server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(log.toFile());
            Process process = builder.start();
            TestEngines.endWithThisJvm(process.pid(), directory);
            long deadline = System.nanoTime() + START_LIMIT.toNanos();
            while (Loopback.missing(url.resolve("/moto-api/"), body -> Optional.empty())
                    .isPresent()) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "The moto server didn't start: %s".formatted(Files.readString(log)));
                }
            }
            return url.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("The moto server can't be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the moto server started", e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        url();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MotoServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
