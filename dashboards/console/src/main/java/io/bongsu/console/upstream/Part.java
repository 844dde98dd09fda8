package io.bongsu.console.upstream;

import java.util.Locale;

/** A part that the console asks for facts. Its name is a metric label and the end of a text's key. */
public enum Part {
    OPENSEARCH,
    POLICY_ENGINE,
    PIPELINE;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
