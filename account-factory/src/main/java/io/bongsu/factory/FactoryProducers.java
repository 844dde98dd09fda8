package io.bongsu.factory;

import io.bongsu.factory.gate.PolicyEngine;
import io.bongsu.factory.quota.Pause;
import io.bongsu.kit.AccessToken;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.kit.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.TopicConfig;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Puts the service together at start, so that settings that can't be used stop the start and not the first request. */
final class FactoryProducers {

    /** Longer than the policy engine itself waits for OPA. */
    private static final Duration JUDGING = Duration.ofMinutes(1);

    @Produces
    @Singleton
    KafkaProducer<String, byte[]> producer(KafkaClients kafka) {
        return kafka.producer();
    }

    @Produces
    @Singleton
    AccountFactory factory(
            AccountFactoryConfig config,
            BongsuConfig shared,
            AccessToken token,
            DataSource source,
            KafkaProducer<String, byte[]> producer,
            MeterRegistry meters) {
        return new AccountFactory(
                config,
                new AccountFactory.Ground(
                        source,
                        DefaultCredentialsProvider.builder().build(),
                        producer,
                        shared.topics().accounts(),
                        new PolicyEngine(config.policyEngineUrl(), token::asHeader, JUDGING),
                        meters,
                        InstantSource.system(),
                        Pause.real()));
    }

    void start(@Observes StartupEvent event, KafkaClients kafka, BongsuConfig shared, AccountFactory factory) {
        kafka.ensureTopics(
                List.of(shared.topics().accounts()),
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        factory.scheduler().start();
    }

    void stop(@Observes ShutdownEvent event, AccountFactory factory, KafkaProducer<String, byte[]> producer) {
        factory.scheduler().stop();
        factory.close();
        producer.close();
    }
}
