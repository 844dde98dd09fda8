package io.bongsu.factory.drift;

import java.util.Map;
import java.util.Set;

/** Some things of an account that are read together. */
interface Aspect {

    /** Whether that item is one of them. */
    boolean covers(String item);

    /**
     * What is there now, by item, asked of AWS; what isn't there is left out.
     *
     * @param expected the items that matter
     */
    Map<String, String> found(String account, Set<String> expected);
}
