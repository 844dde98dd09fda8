package io.bongsu.policy;

import io.bongsu.policy.attestation.Attestations;
import io.bongsu.policy.attestation.EvidenceStore;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.control.Standings;
import io.bongsu.policy.scope.Scopes;
import io.bongsu.policy.store.FindingStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts together what keeps people's decisions. */
final class DecisionProducers {

    @Produces
    @Singleton
    Attestations attestations(DecisionDatabase database, PolicyEngineConfig config) {
        return new Attestations(
                database.database(),
                InstantSource.system(),
                config.attestation().zone());
    }

    @Produces
    @Singleton
    EvidenceStore evidence(DecisionDatabase database, PolicyEngineConfig config) {
        return new EvidenceStore(database.database(), config.evidence().maxBytes(), InstantSource.system());
    }

    @Produces
    @Singleton
    Scopes scopes(DecisionDatabase database) {
        return new Scopes(database.database(), InstantSource.system());
    }

    @Produces
    @Singleton
    Standings standings(
            Catalogue catalogue,
            FindingStore findings,
            Attestations attestations,
            Scopes scopes,
            PolicyEngineConfig config) {
        return new Standings(
                catalogue,
                findings,
                attestations,
                scopes,
                InstantSource.system(),
                config.attestation().zone(),
                config.attestation().remindDays());
    }
}
