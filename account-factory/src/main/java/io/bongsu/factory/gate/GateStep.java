package io.bongsu.factory.gate;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.baseline.BaselineSettings;
import io.bongsu.factory.gate.AccountState.Read;
import io.bongsu.factory.gate.PolicyEngine.Answer;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Failure;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the account back and has the policy engine judge it; nothing but a proof opens the way out of the holding OU. */
public final class GateStep implements Step {

    public static final String NAME = "gate";

    /** Result: id of the report that opened the gate. */
    public static final String REPORT = "report";

    /** For a judge that is away; each time the whole account is read again, which costs of AWS' quotas. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final AccountState state;
    private final PolicyEngine judge;
    private final GateReports reports;

    public GateStep(
            AwsClients aws,
            Failure.Classifier failures,
            BaselineSettings settings,
            String holdingOu,
            PolicyEngine judge,
            GateReports reports) {
        this.state = new AccountState(aws, failures, settings, holdingOu);
        this.judge = judge;
        this.reports = reports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Judge the account";
    }

    @Override
    public Outcome run(StepContext context) {
        Read read = state.read(context.request(), context.account());
        String pack = context.blueprint().pack();
        return switch (judge.ask(pack, read.resources())) {
            case Answer.Silence silence ->
                Outcome.waitForAws(context.now().plus(AGAIN), "the policy engine to judge the account");
            case Answer.Nonsense nonsense -> {
                Judgement.Reason reason = new Judgement.Reason(nonsense.code(), nonsense.why());
                yield closed(report(context, read, null, Optional.of(reason)), reason);
            }
            case Answer.Judged judged -> {
                Evaluation evaluation = judged.evaluation();
                Optional<Judgement.Reason> closedBy =
                        Judgement.of(evaluation, pack, read.resources()).closedBy();
                GateReport report = report(context, read, evaluation, closedBy);
                yield closedBy.map(reason -> closed(report, reason)).orElseGet(() -> open(report, evaluation));
            }
        };
    }

    @Override
    public Duration typical() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean skippable() {
        return false;
    }

    private static Outcome open(GateReport report, Evaluation evaluation) {
        return new Outcome.Done(Map.of(
                REPORT,
                report.id().toString(),
                "pack",
                evaluation.pack().id(),
                "pack_version",
                evaluation.pack().version(),
                "verdicts",
                Integer.toString(evaluation.verdicts().size())));
    }

    private static Outcome closed(GateReport report, Judgement.Reason reason) {
        return new Outcome.Hold(
                Who.OPERATOR,
                reason.code(),
                "The account stays in the holding OU: %s. The report is at /api/v1/account-requests/%s/report; mend what it names, then retry"
                        .formatted(reason.words(), report.request()));
    }

    private GateReport report(
            StepContext context, Read read, @Nullable Evaluation evaluation, Optional<Judgement.Reason> closedBy) {
        List<Evaluation.Verdict> verdicts = evaluation == null ? List.of() : evaluation.verdicts();
        GateReport report = new GateReport(
                UUID.randomUUID(),
                context.request().id(),
                context.account(),
                context.now(),
                closedBy.isEmpty(),
                closedBy.map(Judgement.Reason::code).orElse(null),
                closedBy.map(Judgement.Reason::words).orElse(null),
                evaluation == null ? null : pack(evaluation.pack()),
                evaluation == null ? null : evaluation.evaluatedAt(),
                verdicts.stream()
                        .filter(Evaluation.Verdict::closes)
                        .map(GateStep::failing)
                        .toList(),
                verdicts.stream().map(GateStep::judged).toList(),
                evaluation == null ? List.of() : evaluation.unasked(),
                read.unanswered());
        reports.add(report);
        return report;
    }

    private static GateReport.Pack pack(Evaluation.Pack pack) {
        return new GateReport.Pack(pack.id(), pack.version(), pack.fingerprint());
    }

    private static GateReport.Judged judged(Evaluation.Verdict verdict) {
        return new GateReport.Judged(
                verdict.rule(), verdict.resource().region(), verdict.status(), verdict.inputSha256());
    }

    private static GateReport.Failing failing(Evaluation.Verdict verdict) {
        return new GateReport.Failing(
                verdict.rule(),
                verdict.resource().region(),
                verdict.status(),
                verdict.severity(),
                verdict.title(),
                verdict.message(),
                verdict.evidence(),
                verdict.remediation());
    }
}
