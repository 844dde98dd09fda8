package io.bongsu.policy;

import io.bongsu.policy.attestation.Attestations;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.report.Reports;
import io.bongsu.policy.report.StatementEdits;
import io.bongsu.policy.scope.Scopes;
import io.bongsu.policy.store.FindingStream;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;

/** Puts together what makes reports. */
final class ReportProducers {

    @Produces
    @Singleton
    StatementEdits edits(DecisionDatabase database) {
        return new StatementEdits(database.database(), InstantSource.system());
    }

    /** Made at start, so that what the last stop interrupted goes on. */
    @Produces
    @Singleton
    @Startup
    Reports reports(
            PolicyEngineConfig config,
            Catalogue catalogue,
            FindingStream stream,
            Attestations attestations,
            Scopes scopes,
            StatementEdits edits) {
        PolicyEngineConfig.Reports own = config.reports();
        Path state = config.stateDirectory();
        return new Reports(
                new Reports.Settings(
                        own.directory().orElse(state.resolve("reports")),
                        own.keyFile().orElse(state.resolve("report-key.pem")),
                        own.organization(),
                        own.keep(),
                        own.waiting(),
                        config.attestation().zone()),
                catalogue,
                stream,
                attestations,
                scopes,
                edits,
                InstantSource.system());
    }

    void close(@Disposes Reports reports) {
        reports.close();
    }
}
