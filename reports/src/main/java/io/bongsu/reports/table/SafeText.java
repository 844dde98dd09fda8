package io.bongsu.reports.table;

/**
 * Text as a spreadsheet may have it. Names of resources are chosen by others, and a cell that begins like a formula is run by who opens the
 * file (https://owasp.org/www-community/attacks/CSV_Injection): such a text gets an apostrophe in front, which spreadsheets take as "this is
 * text". Control characters, which XML has no form for, become spaces.
 */
public final class SafeText {

    private static final String BEGINS = "=+-@\t\r\n＝＋－＠";
    private static final int MAX_CELL = 32_000;

    private SafeText() {}

    /** The text for a cell. */
    public static String of(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String clean = printable(text);
        if (clean.length() > MAX_CELL) {
            clean = clean.substring(0, MAX_CELL) + "…";
        }
        // A single dash is what people put into an empty cell.
        return clean.length() > 1 && BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + clean : clean;
    }

    /** What {@link #of} was given, from a cell. */
    public static String original(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && BEGINS.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int j = i; j < clean.length(); j++) {
                    if (!allowed(clean.charAt(j))) {
                        clean.setCharAt(j, ' ');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    private static boolean allowed(char c) {
        return (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF) || c == '\n' || c == '\t';
    }
}
