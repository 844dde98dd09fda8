package io.bongsu.policy.catalogue;

import static java.util.Objects.requireNonNull;

import io.bongsu.contracts.LocalText;
import java.util.List;
import java.util.Optional;

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

    /** The control of that id. */
    public Optional<Control> control(String control) {
        return controls.stream().filter(each -> each.id().equals(control)).findFirst();
    }

    /** What a pack is for. */
    public enum Kind {
        /** A standard that an assessor asks about; every change of a resource is judged by it. */
        STANDARD,
        /** What the account factory demands of an account before it is handed over. */
        BASELINE
    }

    /**
     * One requirement. Ids have dots: area, chapter, number.
     *
     * @param id for example {@code 2.6.1}
     * @param area the part of the standard that its chapter stands under
     * @param chapter what it stands under
     * @param title what it demands, in short
     * @param manual whether people alone can assess it
     * @param rules ids of the guardrails that answer part of it
     * @param checkPoints what an assessor looks at; empty in a pack that has no texts
     */
    public record Control(
            String id,
            LocalText area,
            LocalText chapter,
            LocalText title,
            boolean manual,
            List<String> rules,
            List<LocalText> checkPoints) {

        public Control {
            requireNonNull(id, "id");
            rules = List.copyOf(rules);
            checkPoints = List.copyOf(checkPoints);
        }

        /** For example {@code 2} of the control 2.6.1. */
        public String areaId() {
            return id.contains(".") ? id.substring(0, id.indexOf('.')) : id;
        }

        /** For example {@code 2.6} of the control 2.6.1. */
        public String chapterId() {
            return id.contains(".") ? id.substring(0, id.lastIndexOf('.')) : id;
        }
    }
}
