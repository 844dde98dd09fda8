package io.bongsu.dashboards;

/**
 * A field that documents of a source have.
 *
 * @param type OpenSearch's word, for example {@code keyword}
 * @param script painless that computes it, or empty for a stored field
 */
public record Field(String name, String type, boolean searchable, boolean aggregatable, String script) {

    public boolean computed() {
        return !script.isEmpty();
    }

    public boolean number() {
        return type.equals("long") || type.equals("integer") || type.equals("double") || type.equals("float");
    }

    public boolean date() {
        return type.equals("date");
    }
}
