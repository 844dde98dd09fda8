package io.bongsu.testing;

import io.bongsu.contracts.Indices;
import io.bongsu.platform.engines.OpenSearchEngine;
import io.bongsu.platform.engines.Ports;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The run's OpenSearch. Resolves parameters of its own type and {@link Indices} with a prefix that is new on every resolution. */
public final class OpenSearchServer implements BeforeAllCallback, ParameterResolver {

    private static final int HEAP_MEBIBYTES = 768;

    /** Base address of the REST API. */
    public URI url() {
        return URI.create(TestEngines.shared("opensearch.url", () -> {
            List<Integer> ports = Ports.free(2);
            return TestEngines.start(data -> new OpenSearchEngine(ports.get(0), ports.get(1), HEAP_MEBIBYTES))
                    .engine()
                    .address();
        }));
    }

    /** Index names that nobody else has. */
    public static Indices freshIndices() {
        return new Indices("t" + TestEngines.unique() + "-");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        url();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == OpenSearchServer.class || type == Indices.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Indices.class ? freshIndices() : this;
    }
}
