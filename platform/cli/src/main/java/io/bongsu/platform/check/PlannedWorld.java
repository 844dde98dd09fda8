package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The planned resources by type, and which of them belong together. */
final class PlannedWorld {

    /** Attributes that name a resource whatever its type: what another one may call it by. */
    private static final List<String> NAMES = List.of("id", "arn");

    private final Map<String, List<PlannedResource>> byType;
    private final References references;
    /** By {@link #key}: the part that makes a resource outside the plan known. */
    private final Set<String> undecided = new HashSet<>();

    private final Map<String, PlannedResource> strangers = new HashMap<>();

    /** Whether one resource's attribute names another resource. */
    enum Match {
        YES,
        NO,
        /** It can't be told until apply. */
        MAYBE
    }

    PlannedWorld(Plan plan) {
        byType = plan.resources().stream().collect(Collectors.groupingBy(PlannedResource::type));
        references = new References(plan);
    }

    List<PlannedResource> ofType(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** A part that may belong to a resource of this plan; it can't be told which. */
    void leaveUndecided(PlannedResource part) {
        undecided.add(key(part));
    }

    boolean undecided(PlannedResource part) {
        return undecided.contains(key(part));
    }

    References references() {
        return references;
    }

    /** The resource outside this plan that a planned part belongs to; nothing of it is known but that part. */
    PlannedResource stranger(PlannedResource part, String type) {
        PlannedResource stranger = new PlannedResource(
                part.address(),
                part.module(),
                type,
                part.name(),
                part.index(),
                Set.of("no-op"),
                Unknown.NODE,
                MissingNode.getInstance(),
                part.configuration());
        strangers.put(key(stranger), part);
        return stranger;
    }

    /**
     * Whether an attribute names a resource.
     *
     * @param from who names
     * @param by its attribute
     * @param target who may be named
     * @param to the target's attribute that it is named by, besides its id and ARN
     */
    Match match(PlannedResource from, String by, PlannedResource target, String to) {
        PlannedResource part = strangers.get(key(target));
        if (part != null) {
            return part.equals(from) ? Match.YES : Match.NO;
        }
        JsonNode name = from.values().path(by);
        if (name.isTextual()) {
            boolean named = target.values().path(to).equals(name)
                    || NAMES.stream()
                            .anyMatch(each -> target.values().path(each).equals(name));
            return named ? Match.YES : Match.NO;
        }
        if (!Unknown.is(name)) {
            return Match.NO;
        }
        References.Found found = references.of(from, by);
        Set<PlannedResource> sameType = found.resources().stream()
                .filter(each -> each.type().equals(target.type()))
                .collect(Collectors.toSet());
        if (sameType.contains(target)) {
            return found.whole() && sameType.size() == 1 ? Match.YES : Match.MAYBE;
        }
        return found.whole() ? Match.NO : Match.MAYBE;
    }

    private static String key(PlannedResource resource) {
        return resource.type() + " " + resource.address();
    }
}
