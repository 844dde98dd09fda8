package io.bongsu.policy.catalogue;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.LocalText;
import java.util.List;

/**
 * A standard as a list of controls and the guardrails that answer them.
 *
 * @param id the folder's name, for example {@code isms-p}
 * @param version semantic version
 * @param title the standard's name
 * @param controls in the standard's order
 */
public record Pack(String id, String version, LocalText title, List<Control> controls) {

    public Pack {
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        controls = List.copyOf(controls);
    }

    /**
     * One requirement of the standard.
     *
     * @param id for example {@code 2.6.1}
     * @param chapter what it stands under
     * @param title what it demands, in short
     * @param manual whether people alone can assess it
     * @param rules ids of the guardrails that answer part of it
     */
    public record Control(String id, LocalText chapter, LocalText title, boolean manual, List<String> rules) {

        public Control {
            requireNonNull(id, "id");
            rules = List.copyOf(rules);
        }
    }
}
