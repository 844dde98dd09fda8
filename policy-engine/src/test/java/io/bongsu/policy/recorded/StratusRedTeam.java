package io.bongsu.policy.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.bongsu.policy.catalogue.Rule;
import java.util.List;
import java.util.function.Function;

/** What CloudTrail recorded while Stratus Red Team performed an attack technique; that it is one, is the opinion. */
final class StratusRedTeam {

    static final String SOURCE = "stratus-red-team";

    private StratusRedTeam() {}

    /** @param guardrails our rules by id */
    static List<RecordedCase> cases(Function<String, Rule> guardrails) {
        Rule rule = guardrails.apply("security-logging-switched-off");
        return Recorded.lines(SOURCE + "/events.jsonl").stream()
                .map(line -> {
                    JsonNode event = line.path("event");
                    return new RecordedCase(
                            SOURCE,
                            line.path("technique").asText() + "/"
                                    + event.path("eventName").asText(),
                            rule.id(),
                            Opinion.NON_COMPLIANT,
                            PantherAnalysis.event(rule, event));
                })
                .toList();
    }
}
