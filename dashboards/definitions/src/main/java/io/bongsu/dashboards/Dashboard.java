package io.bongsu.dashboards;

import io.bongsu.contracts.LocalText;
import java.util.List;

/**
 * One page of panels.
 *
 * @param name its file's name and its address
 * @param version raised when a panel changes its meaning; part of the saved objects' ids
 * @param description what the page answers, for whom
 * @param source what the panels ask that name no source of their own
 * @param controls the fields that a reader narrows the whole page by
 */
public record Dashboard(
        String name,
        int version,
        LocalText title,
        LocalText description,
        Source source,
        List<String> controls,
        List<Panel> panels) {

    public Dashboard {
        controls = List.copyOf(controls);
        panels = List.copyOf(panels);
    }

    /** The sources that the panels ask, the page's own first. */
    public List<Source> sources() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(source), panels.stream().map(Panel::source))
                .distinct()
                .toList();
    }
}
