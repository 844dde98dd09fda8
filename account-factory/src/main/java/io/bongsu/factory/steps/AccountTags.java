package io.bongsu.factory.steps;

import io.bongsu.factory.request.VendingRequest;
import java.util.Map;
import java.util.TreeMap;

/** The tags that an account is to have: the factory's own, over the blueprint's, over the request's. */
public final class AccountTags {

    private AccountTags() {}

    public static Map<String, String> of(VendingRequest request) {
        Map<String, String> tags = new TreeMap<>();
        if (request.wish().tags() != null) {
            tags.putAll(request.wish().tags());
        }
        tags.putAll(request.blueprint().tags());
        put(tags, "bongsu:request", request.id().toString());
        put(tags, "bongsu:blueprint", request.blueprint().id());
        put(tags, "bongsu:environment", request.wish().environment());
        put(tags, "bongsu:data-class", request.wish().dataClass());
        put(tags, "bongsu:isms-scope", Boolean.toString(request.wish().ismsScope()));
        put(tags, "bongsu:owner", request.wish().owner());
        put(tags, "bongsu:cost-centre", request.wish().costCentre());
        return tags;
    }

    private static void put(Map<String, String> tags, String key, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            tags.put(key, value);
        }
    }
}
