package io.bongsu.policy.evaluation;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.VerdictStatus;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.policy.input.ResourceKey;
import io.bongsu.policy.judge.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of judging resources by a pack.
 *
 * @param pack by which
 * @param fingerprint of everything that can change a verdict: guardrails, their libraries, parameters
 * @param at when
 * @param verdicts one for each resource and each guardrail of the pack that judges its type
 * @param unasked the pack's guardrails that no given resource is a matter of, sorted; who demands the whole pack must refuse when there is one
 */
public record Evaluation(Pack pack, String fingerprint, Instant at, List<OfResource> verdicts, List<String> unasked) {

    public Evaluation {
        requireNonNull(pack, "pack");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(at, "at");
        verdicts = List.copyOf(verdicts);
        unasked = List.copyOf(unasked);
    }

    /**
     * One guardrail's verdict on one resource.
     *
     * @param inputSha256 of what the guardrail was shown of the resource, in hexadecimal: the same state has the same hash
     */
    public record OfResource(Rule rule, ResourceKey resource, Verdict verdict, String inputSha256) {}

    /** How many verdicts there are of each status, all of them named. */
    public Map<VerdictStatus, Long> summary() {
        Map<VerdictStatus, Long> counts = new EnumMap<>(VerdictStatus.class);
        for (VerdictStatus status : VerdictStatus.values()) {
            counts.put(
                    status,
                    verdicts.stream()
                            .filter(each -> each.verdict().status() == status)
                            .count());
        }
        return counts;
    }
}
