package io.bongsu.console.upstream;

import java.util.Locale;

/** What went wrong between the console and a part behind it. A metric label and the end of a text's key. */
public enum UpstreamErrorCode {
    /** No connection. */
    UNREACHABLE,
    /** Connected, but no answer in time. */
    SLOW,
    /** It does not accept the access token. */
    TOKEN_REFUSED,
    /** It found the question wrong; its own words go to the reader. */
    BAD_QUESTION,
    /** It has nothing under that name. */
    NOT_FOUND,
    /** It failed by its own account. */
    FAILED,
    /** It answered in a form that the console does not understand; the versions differ. */
    NOT_UNDERSTOOD;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
