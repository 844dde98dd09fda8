package io.bongsu.reports.page;

/** XHTML under construction. Only {@link #raw} takes markup; every other text is escaped. */
final class Markup {

    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Markup that the product itself has written. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    Markup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element that holds text alone. */
    Markup element(String name, String classes, String text) {
        out.append('<').append(name);
        if (!classes.isEmpty()) {
            out.append(" class=\"").append(classes).append('"');
        }
        out.append('>').append(escaped(text)).append("</").append(name).append('>');
        return this;
    }

    /** Text as it may stand in XHTML; what XML has no form for becomes a space, what no font has a shape for too. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.append(c < 0x20 || c == 0x7F || c >= 0xFFFE ? ' ' : c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
