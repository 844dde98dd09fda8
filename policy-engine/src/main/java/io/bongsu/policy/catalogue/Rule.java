package io.bongsu.policy.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.LocalText;
import io.bongsu.contracts.Severity;
import java.util.List;
import java.util.Set;

/**
 * A guardrail as its METADATA describes it, with the parameters that the packs give it.
 *
 * @param id the folder's name, for example {@code restricted-ssh}
 * @param entrypoint how OPA is asked for it: its package below {@code bongsu.rules}, for example {@code ec2.restricted_ssh}
 * @param severity how bad a failure is
 * @param title what it demands
 * @param description what it checks
 * @param remediation how a failure is mended
 * @param trigger what makes it be asked
 * @param resourceTypes AWS Config's type names; empty for an event guardrail
 * @param match which records it is asked about; demands nothing for a configuration guardrail
 * @param parameters what {@code input.parameters} is: the pack's values over the defaults
 * @param references pages of AWS's documentation
 * @param controls ids of the controls that it answers, over all packs, sorted
 * @param standards titles of the packs that use it
 */
public record Rule(
        String id,
        String entrypoint,
        Severity severity,
        LocalText title,
        LocalText description,
        LocalText remediation,
        Trigger trigger,
        Set<String> resourceTypes,
        EventMatch match,
        ObjectNode parameters,
        List<String> references,
        List<String> controls,
        List<String> standards) {

    public Rule {
        requireNonNull(id, "id");
        requireNonNull(entrypoint, "entrypoint");
        resourceTypes = Set.copyOf(resourceTypes);
        parameters = parameters.deepCopy();
        references = List.copyOf(references);
        controls = List.copyOf(controls);
        standards = List.copyOf(standards);
    }

    /** A copy: a JSON tree can be changed by who holds it. */
    @Override
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }
}
