package io.bongsu.policy.store;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which findings. An empty list or null demands nothing.
 *
 * @param statuses one of these
 * @param severities one of these
 * @param terms by {@link Field}: one of these values
 * @param text words of title, message or resource, all of them
 */
public record FindingFilter(
        List<VerdictStatus> statuses,
        List<Severity> severities,
        Map<Field, List<String>> terms,
        @Nullable String text) {

    public FindingFilter {
        requireNonNull(terms, "terms");
        statuses = List.copyOf(statuses);
        severities = List.copyOf(severities);
        terms = Map.copyOf(terms);
    }

    /** What can be filtered by exact value. */
    public enum Field {
        RULE("unmapped.rule"),
        STATE("unmapped.state"),
        ACCOUNT("cloud.account.uid"),
        REGION("cloud.region"),
        RESOURCE_TYPE("resources.type"),
        RESOURCE("unmapped.resource_id"),
        CONTROL("unmapped.controls");

        private final String path;

        Field(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    Collection<Map.Entry<Field, List<String>>> demands() {
        return terms.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .toList();
    }
}
