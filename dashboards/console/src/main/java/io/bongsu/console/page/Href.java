package io.bongsu.console.page;

import io.bongsu.console.upstream.RestClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An address within the console. Immutable; every value is encoded, so what a log contains can't change where a link leads. */
public final class Href {

    private final String path;
    private final Map<String, List<String>> parameters;

    private Href(String path, Map<String, List<String>> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    static Href to(String path) {
        return new Href(path, Map.of());
    }

    /** With one more value of a parameter; an empty value adds nothing. */
    Href and(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, List<String>> more = new LinkedHashMap<>(parameters);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new Href(path, more);
    }

    Href and(String name, List<String> values) {
        Href href = this;
        for (String value : values) {
            href = href.and(name, value);
        }
        return href;
    }

    Href without(String name) {
        Map<String, List<String>> less = new LinkedHashMap<>(parameters);
        less.remove(name);
        return new Href(path, less);
    }

    /** The same parameters at another place. */
    Href at(String other) {
        return new Href(other, parameters);
    }

    /** With a parameter's value replaced. */
    Href with(String name, String value) {
        return without(name).and(name, value);
    }

    @Override
    public String toString() {
        return path + RestClient.query(parameters);
    }
}
