package io.bongsu.console.page;

import io.bongsu.console.upstream.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The controls of a standard under their chapters.
 *
 * @param standing null when the policy engine did not answer
 * @param todo what is to be done, counted by kind
 */
public record ControlsView(
        Controls.@Nullable Standing standing,
        @Nullable StatusCounts counts,
        List<FindingsView.Choice> states,
        List<Todo> todo,
        List<Chapter> chapters) {

    /** One kind of thing to do; chosen when the list shows only those. */
    public record Todo(String kind, long count, boolean chosen, String href) {}

    /** A chapter's controls, those that the switches let through. */
    public record Chapter(String title, StatusCounts counts, List<Controls.Control> controls) {}
}
