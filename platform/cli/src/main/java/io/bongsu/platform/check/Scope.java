package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an expression is evaluated.
 *
 * @param world the plan, and what was found out about it
 * @param resource the planned resource
 * @param target the resource that it is taken into; itself where it is not taken into another
 * @param path where in its values, with a dot at the end; empty for the whole
 * @param values the part of its values
 * @param place the account and region it is in
 * @param notes what was met on the way
 */
record Scope(
        PlannedWorld world,
        PlannedResource resource,
        PlannedResource target,
        String path,
        JsonNode values,
        Place place,
        Notes notes) {

    /** The whole of a resource. */
    static Scope of(PlannedWorld world, PlannedResource resource, Place place, Notes notes) {
        return new Scope(world, resource, resource, "", resource.values(), place, notes);
    }

    /** An attribute or one of its parts, by dots: {@code rule.0.object_ownership}; {@code "."} is the whole. Null where it is not there. */
    JsonNode attribute(String attribute) {
        return attribute(attribute, null);
    }

    /**
     * The same.
     *
     * @param unset its value where nothing configures it and the resource is new: what AWS does then
     */
    JsonNode attribute(String attribute, @Nullable JsonNode unset) {
        if (attribute.equals(".")) {
            return values;
        }
        JsonNode value = values;
        if (Unknown.is(value)) {
            if (path.isEmpty()) {
                notes.outside(resource);
            } else {
                notes.unknown(resource, path.substring(0, path.length() - 1));
            }
            return value;
        }
        JsonNode marks = sensitive(path);
        for (String part : attribute.split("\\.", -1)) {
            value = part.matches("\\d+") ? value.path(Integer.parseInt(part)) : value.path(part);
            marks = part.matches("\\d+") ? marks.path(Integer.parseInt(part)) : marks.path(part);
            if (Unknown.is(value)) {
                if (unset != null && path.isEmpty() && resource.created() && !resource.configures(attribute)) {
                    return unset;
                }
                notes.unknown(resource, path + attribute);
                return value;
            }
            if (marks.asBoolean(false)) {
                notes.secret();
            }
        }
        if (marks.toString().contains("true")) {
            notes.secret();
        }
        return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }

    private JsonNode sensitive(String path) {
        JsonNode marks = resource.sensitive();
        if (marks.asBoolean(false)) {
            notes.secret();
        }
        if (!path.isEmpty()) {
            for (String part : path.substring(0, path.length() - 1).split("\\.", -1)) {
                marks = part.matches("\\d+") ? marks.path(Integer.parseInt(part)) : marks.path(part);
            }
        }
        return marks;
    }

    /** A text, or the address of the one planned resource that an attribute refers to. */
    JsonNode reference(String attribute) {
        JsonNode value = Unknown.is(values) ? values : values.path(attribute);
        if (!Unknown.is(value)) {
            return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
        }
        References.Found found = world.references().of(resource, attribute);
        if (found.whole() && found.resources().size() == 1) {
            return JsonNodeFactory.instance.textNode(
                    found.resources().iterator().next().address());
        }
        notes.unknown(resource, path + attribute);
        return Unknown.NODE;
    }

    /** The resource of a type that an attribute names. */
    Optional<Scope> parent(String type, String attribute) {
        for (PlannedResource candidate : world.ofType(type)) {
            if (world.match(resource, attribute, candidate, attribute) == PlannedWorld.Match.YES) {
                return Optional.of(of(candidate));
            }
        }
        notes.unknown(resource, path + attribute);
        return Optional.empty();
    }

    /** What only AWS knows, because the resource is there already and this plan has no part that says it. */
    JsonNode outside(JsonNode expression) {
        notes.outside(resource);
        return expression.isMissingNode() ? expression : Unknown.NODE;
    }

    /** Another resource, seen from the same place. */
    Scope of(PlannedResource other) {
        return new Scope(world, other, resource, "", other.values(), place, notes);
    }

    /** An element of this resource's values. */
    Scope within(String part, JsonNode element) {
        return new Scope(world, resource, target, path + part + ".", element, place, notes);
    }

    String region() {
        return place.region();
    }

    String account() {
        return place.account();
    }

    String partition() {
        return place.partition();
    }
}
