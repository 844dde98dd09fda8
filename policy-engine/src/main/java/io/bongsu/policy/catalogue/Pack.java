package io.bongsu.policy.catalogue;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.LocalText;
import java.util.List;

/**
 * A list of controls and the guardrails that answer them.
 *
 * @param id the folder's name, for example {@code isms-p}
 * @param version semantic version
 * @param kind what the pack is for
 * @param title its name
 * @param controls in the pack's order
 */
public record Pack(String id, String version, Kind kind, LocalText title, List<Control> controls) {

    public Pack {
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        requireNonNull(kind, "kind");
        controls = List.copyOf(controls);
    }

    /** What a pack is for. */
    public enum Kind {
        /** A standard that an assessor asks about; every change of a resource is judged by it. */
        STANDARD,
        /** What the account factory demands of an account before it is handed over. */
        BASELINE
    }

    /**
     * One requirement.
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
