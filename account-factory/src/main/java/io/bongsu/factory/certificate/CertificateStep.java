package io.bongsu.factory.certificate;

import io.bongsu.factory.gate.GateReport;
import io.bongsu.factory.gate.GateReports;
import io.bongsu.factory.gate.GateStep;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Certifies what the gate found. The signature is made and kept in one go; a run that was killed before makes another, and one is kept. */
public final class CertificateStep implements Step {

    private final Certificates certificates;
    private final GateReports reports;

    public CertificateStep(Certificates certificates, GateReports reports) {
        this.certificates = certificates;
        this.reports = reports;
    }

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public String title() {
        return "Certify the account";
    }

    @Override
    public Outcome run(StepContext context) {
        UUID id = context.request().id();
        if (certificates.file(id).isPresent()) {
            return Outcome.done();
        }
        Optional<GateReport> proof = Optional.ofNullable(
                        context.result(GateStep.NAME).get(GateStep.REPORT))
                .map(UUID::fromString)
                .flatMap(reports::find)
                .filter(GateReport::open);
        if (proof.isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "NO_PROOF",
                    "No open report of the gate is kept for request %s; abort the request and ask again".formatted(id),
                    GateStep.NAME);
        }
        context.intend(Map.of("report", proof.get().id().toString(), "key", certificates.keyId()));
        certificates.issue(context.request(), proof.get(), context.now());
        return Outcome.done("key", certificates.keyId());
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
