package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/** Has IAM Access Analyzer look for what the account shares with outsiders. */
public final class AccessAnalyzerStep extends RegionalStep {

    private static final String NAME = "bongsu-external-access";
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final AwsClients aws;

    AccessAnalyzerStep(AwsClients aws) {
        super("access-analyzer", "Look for what is shared with outsiders", Blueprint.Baseline::accessAnalyzer);
        this.aws = aws;
    }

    @Override
    Outcome in(String region, StepContext context) {
        AccessAnalyzerClient analyzers = aws.member(AccessAnalyzerClient.builder(), context.account(), region);
        List<AnalyzerSummary> there = external(analyzers);
        if (there.isEmpty()) {
            context.intend(Map.of("call", "access-analyzer:CreateAnalyzer", "region", region, "analyzer", NAME));
            String token = context.request().id() + region;
            analyzers.createAnalyzer(
                    request -> request.analyzerName(NAME).type(Type.ACCOUNT).clientToken(token));
            there = external(analyzers);
        }
        if (there.stream().anyMatch(each -> each.status() == AnalyzerStatus.ACTIVE)) {
            return Outcome.done();
        }
        if (there.isEmpty() || there.stream().anyMatch(each -> each.status() == AnalyzerStatus.CREATING)) {
            return Outcome.waitForAws(context.now().plus(AGAIN), "the analyzer to become active in " + region);
        }
        return new Outcome.Hold(
                Who.OPERATOR,
                "ANALYZER_INACTIVE",
                "Analyzer %s in %s is %s; delete it, then retry"
                        .formatted(
                                there.getFirst().arn(), region, there.getFirst().statusAsString()));
    }

    @Override
    public Duration waitLimit() {
        return LIMIT;
    }

    private static List<AnalyzerSummary> external(AccessAnalyzerClient analyzers) {
        return analyzers.listAnalyzersPaginator(request -> request.type(Type.ACCOUNT)).analyzers().stream()
                .toList();
    }
}
