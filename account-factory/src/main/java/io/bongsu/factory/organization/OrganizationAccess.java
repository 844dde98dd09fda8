package io.bongsu.factory.organization;

import java.util.Map;
import java.util.UUID;

/** Reads and changes the organization. */
public interface OrganizationAccess {

    /** The organization as it is, as far as the declaration touches it. */
    Live read(Declaration declaration);

    /**
     * Makes one change, or goes on with it. May be called again at any moment: what is so already is success.
     *
     * @param plan which it belongs to
     * @param noted what the last attempt noted
     */
    Performed perform(UUID plan, Change change, Declaration declaration, Map<String, String> noted);
}
