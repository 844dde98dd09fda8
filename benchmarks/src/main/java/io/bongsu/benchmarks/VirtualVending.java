package io.bongsu.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.bongsu.benchmarks.VendBench.Options;
import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.AccountFactoryConfig;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.workflow.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;

/** The account factory's own classes, driven by a clock that jumps to whatever is due next: hours of waiting pass in minutes. */
final class VirtualVending {

    private static final String SCHEMA = "account_factory";
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private VirtualVending() {}

    private record Due(Instant at, UUID request) {}

    static Map<String, Object> run(VendWorld world, Options options) throws Exception {
        try (AgroalDataSource source = database(world);
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", world.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
                AccountFactory factory = new AccountFactory(
                        config(world.settings()),
                        new AccountFactory.Ground(
                                source,
                                VendWorld.credentials(),
                                producer,
                                world.topics().accounts(),
                                world.judge(),
                                new SimpleMeterRegistry(),
                                world.clock(),
                                world.clock()))) {
            Instant begun = world.clock().instant();
            PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
            for (int i = 0; i < options.requests(); i++) {
                due.add(new Due(begun, ask(factory, i)));
            }
            List<Integer> curve = new ArrayList<>();
            Map<String, Long> states = new TreeMap<>();
            while (!due.isEmpty()) {
                Due next = due.remove();
                world.clock().until(next.at());
                if (factory.workflow().advance(next.request()) instanceof Progress.Again again) {
                    due.add(new Due(again.at(), next.request()));
                } else {
                    states.merge(state(factory, next.request()), 1L, Long::sum);
                }
                VendBench.minute(
                        curve,
                        Duration.between(begun, world.clock().instant()),
                        states.getOrDefault(RequestState.HANDED_OVER.name(), 0L));
            }
            return VendBench.facts(
                    world, options, Duration.between(begun, world.clock().instant()), states, curve);
        }
    }

    private static UUID ask(AccountFactory factory, int number) throws Exception {
        UUID id = factory.intake()
                .accept(
                        JSON.readValue(VendBench.request(number), AccountRequest.class),
                        new Actor("bench", Set.of()),
                        Optional.of("bench-" + number),
                        false)
                .id();
        if (id == null) {
            throw new IllegalStateException("Accepted without an id");
        }
        return id;
    }

    private static String state(AccountFactory factory, UUID id) {
        var request = factory.requests().find(id).orElseThrow();
        return request.held() ? "HELD" : request.state().name();
    }

    private static AccountFactoryConfig config(Map<String, String> settings) {
        Map<String, String> own = settings.entrySet().stream()
                .filter(each -> each.getKey().startsWith("account-factory."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AccountFactoryConfig.class)
                .withSources(new PropertiesConfigSource(own, "bench", 100))
                .build()
                .getConfigMapping(AccountFactoryConfig.class);
    }

    private static AgroalDataSource database(VendWorld world) throws SQLException {
        String user = world.postgres().user();
        String password = world.postgres().password();
        Flyway.configure()
                .dataSource(world.database(), user, password)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .load()
                .migrate();
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(8)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl(world.database() + "?currentSchema=" + SCHEMA)
                                        .principal(new NamePrincipal(user))
                                        .credential(new SimplePassword(password)))));
    }
}
