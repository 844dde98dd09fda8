package io.bongsu.platform.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was met while one judged resource was made. */
final class Notes {

    private final Map<String, Set<String>> unknown = new TreeMap<>();
    private String member = "";
    private final Set<String> parts = new TreeSet<>();
    private boolean secret;

    /** What follows is for this member of configuration or supplementary. */
    void at(String name) {
        member = name;
    }

    /** An attribute that isn't known until apply. */
    void unknown(PlannedResource resource, String attribute) {
        unknown(resource.address() + "." + attribute);
    }

    /** A setting of a resource that the plan doesn't have. */
    void outside(PlannedResource resource) {
        unknown(resource.address() + " (a setting of it that this plan doesn't have)");
    }

    private void unknown(String what) {
        unknown.computeIfAbsent(member, unused -> new TreeSet<>()).add(what);
    }

    /** A resource that was taken in. */
    void part(PlannedResource resource) {
        parts.add(resource.address());
    }

    /** Something that must not be shown was used. */
    void secret() {
        secret = true;
    }

    Map<String, Set<String>> unknowns() {
        return new HashMap<>(unknown);
    }

    Set<String> parts() {
        return Set.copyOf(parts);
    }

    boolean isSecret() {
        return secret;
    }
}
