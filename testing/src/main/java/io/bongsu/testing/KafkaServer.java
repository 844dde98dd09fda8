package io.bongsu.testing;

import io.bongsu.contracts.Topics;
import io.bongsu.platform.engines.KafkaEngine;
import io.bongsu.platform.engines.Ports;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The run's Kafka broker; it doesn't make topics by itself. Resolves parameters of its own type and {@link Topics} with a prefix that is new
 * on every resolution.
 */
public final class KafkaServer implements BeforeAllCallback, ParameterResolver {

    private static final int HEAP_MEBIBYTES = 384;

    /** {@code host:port}. */
    public String bootstrapServers() {
        return TestEngines.shared("kafka.bootstrap", () -> {
            List<Integer> ports = Ports.free(2);
            return TestEngines.start(data -> new KafkaEngine(ports.get(0), ports.get(1), HEAP_MEBIBYTES))
                    .engine()
                    .address();
        });
    }

    /** Topic names that nobody else has. */
    public static Topics freshTopics() {
        return new Topics("t" + TestEngines.unique() + ".");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        bootstrapServers();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KafkaServer.class || type == Topics.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Topics.class ? freshTopics() : this;
    }
}
