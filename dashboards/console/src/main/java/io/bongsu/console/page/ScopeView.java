package io.bongsu.console.page;

import io.bongsu.console.upstream.Controls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in the scope, and everything that was decided about it.
 *
 * @param scope null when the policy engine did not answer
 * @param given what a person typed into a form that was refused; empty otherwise
 */
public record ScopeView(Controls.@Nullable Scope scope, List<Controls.Decision> decisions, Map<String, String> given) {

    public ScopeView {
        decisions = List.copyOf(decisions);
        given = Map.copyOf(given);
    }

    /** What stands in a field. */
    public String typed(String field) {
        return given.getOrDefault(field, "");
    }
}
