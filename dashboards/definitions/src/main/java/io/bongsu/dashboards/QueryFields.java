package io.bongsu.dashboards;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields that a query string names. */
final class QueryFields {

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern EXISTS = Pattern.compile("_exists_:([A-Za-z0-9@_.-]+)");
    private static final Pattern NAMED = Pattern.compile("(?<![A-Za-z0-9@_.\\\\-])([A-Za-z@][A-Za-z0-9@_.-]*):");

    private QueryFields() {}

    static Set<String> of(String query) {
        String bare = QUOTED.matcher(query).replaceAll("\"\"");
        Set<String> fields = new LinkedHashSet<>();
        Matcher exists = EXISTS.matcher(bare);
        while (exists.find()) {
            fields.add(exists.group(1));
        }
        Matcher named = NAMED.matcher(bare);
        while (named.find()) {
            fields.add(named.group(1));
        }
        fields.remove("_exists_");
        return fields;
    }
}
