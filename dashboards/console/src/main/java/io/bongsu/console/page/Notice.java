package io.bongsu.console.page;

import io.bongsu.console.upstream.UpstreamException;
import java.util.List;

/**
 * One sentence above the page's content.
 *
 * @param tone {@code info}, or {@code warning} when something is missing
 * @param key the text's key
 * @param parameters the text's parameters
 */
public record Notice(String tone, String key, List<Object> parameters) {

    public Notice {
        parameters = List.copyOf(parameters);
    }

    static Notice info(String key, Object... parameters) {
        return new Notice("info", key, List.of(parameters));
    }

    static Notice warning(String key, Object... parameters) {
        return new Notice("warning", key, List.of(parameters));
    }

    /** What is missing, why, and what to do. */
    static Notice of(UpstreamException e) {
        return warning("missing_" + e.part().key() + "_" + e.code().key(), e.detail());
    }
}
