package io.bongsu.factory;

import io.bongsu.factory.gate.PolicyEngine;
import io.bongsu.factory.intake.Intake.Accepted;
import io.bongsu.factory.quota.Pause;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** One instance of the factory, as a process would have it, driven by the test. */
final class TestFactory {

    private static final Actor REQUESTER = new Actor("kim", Set.of());

    private TestFactory() {}

    static AccountFactory start(
            Map<String, String> settings,
            DataSource source,
            AwsCredentialsProvider credentials,
            KafkaProducer<String, byte[]> producer,
            String topic,
            InstantSource clock,
            Pause pause) {
        return new AccountFactory(
                Settings.config(settings),
                new AccountFactory.Ground(
                        source,
                        credentials,
                        producer,
                        topic,
                        new PolicyEngine(
                                URI.create(settings.get("account-factory.policy-engine-url")),
                                () -> TestJudge.AUTHORIZATION,
                                Duration.ofSeconds(10)),
                        new SimpleMeterRegistry(),
                        clock,
                        pause));
    }

    /** A sandbox, which needs nobody's approval. */
    static AccountRequest sandbox(String name) {
        return new AccountRequest(
                name,
                null,
                "sandbox",
                null,
                "sandbox",
                "internal",
                false,
                "kim@company.example",
                "CC-1",
                "trying",
                "none yet",
                null);
    }

    /** Asks as a client does that repeats itself until it is answered. */
    static UUID ask(AccountFactory factory, String name) {
        Accepted accepted = factory.intake().accept(sandbox(name), REQUESTER, Optional.of("key-" + name), false);
        if (accepted.id() == null) {
            throw new AssertionError("accepted without an id");
        }
        return accepted.id();
    }

    /** Carries a request on until nothing is left to do; what waits is told until when. */
    static VendingRequest drive(AccountFactory factory, UUID id, Consumer<Progress.Again> waiting) {
        for (int i = 0; i < 200; i++) {
            if (factory.workflow().advance(id) instanceof Progress.Again again) {
                waiting.accept(again);
            } else {
                VendingRequest request = factory.requests().find(id).orElseThrow();
                if (request.state().ended() || request.held() || request.state() == RequestState.AWAITING_APPROVAL) {
                    return request;
                }
            }
        }
        throw new AssertionError("Request %s does not end: %s"
                .formatted(id, factory.requests().find(id).orElseThrow()));
    }
}
