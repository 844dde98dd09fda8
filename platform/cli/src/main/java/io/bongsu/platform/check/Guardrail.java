package io.bongsu.platform.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import java.util.List;
import java.util.Set;

/**
 * A guardrail on configurations, as the pack uses it.
 *
 * @param id for example {@code restricted-ssh}
 * @param entrypoint service and name in Rego, for example {@code ec2.restricted_ssh}
 * @param severity how bad a FAIL is
 * @param title one line
 * @param description what it checks
 * @param remediation what to do about a FAIL
 * @param types AWS Config's types that it judges
 * @param parameters the pack's values over the defaults
 * @param controls of the pack that it answers
 * @param source a page of documentation; empty where it names none
 * @param rego its Rego and that of what it imports, which has the name of everything that it can read
 */
public record Guardrail(
        String id,
        String entrypoint,
        Severity severity,
        LocalText title,
        LocalText description,
        LocalText remediation,
        Set<String> types,
        ObjectNode parameters,
        List<String> controls,
        String source,
        String rego) {

    public Guardrail {
        requireNonNull(id, "id");
        types = Set.copyOf(types);
        controls = List.copyOf(controls);
        requireNonNull(source, "source");
        requireNonNull(rego, "rego");
    }

    /** Whether it can read a member of configuration or supplementary. */
    boolean mentions(String member) {
        return rego.contains(member);
    }
}
