package io.bongsu.platform.check;

import io.bongsu.contracts.VerdictStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a check found.
 *
 * @param file the plan
 * @param pack the pack's id
 * @param version the pack's version
 * @param resources managed resources in the plan
 * @param complete false where applying the plan leaves something to do, which this check hasn't seen
 * @param verdicts the worst first
 * @param unmapped Terraform's types that no mapping covers, with how many resources there are of each
 * @param outside planned parts of resources that the plan doesn't have, in which nothing wrong was found
 * @param unanswered guardrails of the pack that no mapping answers
 */
public record CheckResult(
        Path file,
        String pack,
        String version,
        int resources,
        boolean complete,
        List<Judged> verdicts,
        SortedMap<String, Integer> unmapped,
        List<String> outside,
        List<Guardrail> unanswered) {

    public CheckResult {
        verdicts = List.copyOf(verdicts);
        unmapped = new TreeMap<>(unmapped);
        outside = List.copyOf(outside);
        unanswered = List.copyOf(unanswered);
    }

    /** How many verdicts there are of one kind. */
    public long count(VerdictStatus status) {
        return verdicts.stream().filter(each -> each.status() == status).count();
    }

    /** 1 where something failed, else 2 where something couldn't be judged, else 0. */
    public int exit() {
        return count(VerdictStatus.FAIL) > 0 ? 1 : count(VerdictStatus.ERROR) > 0 || !complete ? 2 : 0;
    }
}
