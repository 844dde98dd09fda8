package io.bongsu.testing;

import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.OpaEngine;
import io.bongsu.platform.engines.Ports;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The run's OPA server with the project's own guardrails. Resolves parameters of its own type. For other guardrails, or to see what
 * happens when OPA goes away, {@link #start} one of your own.
 */
public final class OpaServer implements BeforeAllCallback, ParameterResolver {

    /** Base address of the REST API. */
    public URI url() {
        return URI.create(TestEngines.shared(
                "opa.url", () -> start(Path.of(System.getProperty("bongsu.root", "."), "compliance-packs")
                                .toAbsolutePath()
                                .normalize())
                        .url()
                        .toString()));
    }

    /** The {@code opa} program, for {@code opa test}, {@code opa fmt} and the like. */
    public static Path program() {
        return OpaEngine.fetchOpa(EngineStore.open(ChildUser.current()), bytes -> {})
                .resolve("opa");
    }

    /**
     * Starts a server of one's own.
     *
     * @param packs a directory like {@code compliance-packs/}
     */
    public static Own start(Path packs) {
        int port = Ports.free(1).getFirst();
        return new Own(TestEngines.start(data -> {
            Path bundle = data.of("opa").resolve("bundle.tar.gz");
            OpaEngine.build(program().getParent(), packs, bundle);
            data.user().own(bundle);
            return new OpaEngine(port, bundle);
        }));
    }

    /** A server that one test has for itself; it keeps its port over {@link #kill} and {@link #restart}. */
    public static final class Own implements AutoCloseable {

        private final TestEngines.Running<OpaEngine> running;

        private Own(TestEngines.Running<OpaEngine> running) {
            this.running = running;
        }

        public URI url() {
            return URI.create(running.engine().address());
        }

        /** Ends it without warning. */
        public void kill() {
            running.kill();
        }

        /** Starts it again; returns when it serves. */
        public void restart() {
            running.start();
        }

        @Override
        public void close() {
            running.stop();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        url();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OpaServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
