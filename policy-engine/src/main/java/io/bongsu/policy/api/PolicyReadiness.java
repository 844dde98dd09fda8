package io.bongsu.policy.api;

import io.bongsu.policy.store.PolicyIndexing;
import io.bongsu.policy.topology.PolicyStreams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when changes are judged and their findings are stored with the right mappings. */
@Readiness
@ApplicationScoped
public class PolicyReadiness implements HealthCheck {

    private final PolicyStreams streams;
    private final PolicyIndexing indexing;

    @Inject
    PolicyReadiness(PolicyStreams streams, PolicyIndexing indexing) {
        this.streams = streams;
        this.indexing = indexing;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("policy-engine")
                .withData("streams", streams.running())
                .withData("templates", indexing.templatesInPlace())
                .status(streams.running() && indexing.templatesInPlace())
                .build();
    }
}
