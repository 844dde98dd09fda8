package io.bongsu.platform.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of a plan what guardrails can judge, as the mappings say. */
final class Items {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Plan plan;
    private final Mappings mappings;
    private final PlannedWorld world;
    private final Optional<String> account;
    private final Optional<String> region;
    private final List<Item> items = new ArrayList<>();
    private final List<String> outside = new ArrayList<>();

    /**
     * @param account the account that it is for, where the caller says so
     * @param region likewise
     */
    Items(Plan plan, Mappings mappings, Optional<String> account, Optional<String> region) {
        this.plan = plan;
        this.mappings = mappings;
        this.world = new PlannedWorld(plan);
        this.account = account;
        this.region = region;
    }

    /** Everything that can be judged. */
    List<Item> all() {
        Map<Shared, List<PlannedResource>> shared = new LinkedHashMap<>();
        for (PlannedResource resource : plan.resources()) {
            Mapping mapping = mappings.of(resource.type()).orElse(null);
            if (mapping == null || (resource.deleted() && !mapping.tree().has("deleted"))) {
                continue;
            }
            if (mapping.shared()) {
                shared.computeIfAbsent(new Shared(mapping, place(resource)), unused -> new ArrayList<>())
                        .add(resource);
            } else {
                add(mapping, resource, false);
            }
        }
        shared.forEach(this::add);
        strangers();
        return List.copyOf(items);
    }

    /** Parts, by address, of resources that the plan doesn't have and that are judged only as a whole. */
    List<String> outside() {
        return List.copyOf(outside);
    }

    private record Shared(Mapping mapping, Place place) {}

    private void add(Mapping mapping, PlannedResource resource, boolean stranger) {
        if (mapping.items().isEmpty() || resource.deleted()) {
            items.add(item(mapping, scope(resource), resource.address(), stranger));
            return;
        }
        for (JsonNode item : mapping.items()) {
            String path =
                    item.isTextual() ? item.asText() : item.path("$attribute").asText();
            JsonNode elements = Expression.evaluate(item, scope(resource));
            // Where not even their number is known, there is at least the chance of one.
            int count = Unknown.is(elements) ? 1 : elements.size();
            for (int i = 0; i < count; i++) {
                JsonNode element = Unknown.is(elements) ? elements : elements.get(i);
                Scope scope = scope(resource).within(path + "." + i, element);
                items.add(item(mapping, scope, resource.address() + "." + path + "[" + i + "]", stranger));
            }
        }
    }

    private Item item(Mapping mapping, Scope scope, String address, boolean stranger) {
        JsonNode tree = mapping.tree();
        ObjectNode resource = head(mapping, scope.place(), address);
        // What it is called decides nothing, so that it isn't known yet is nothing to report.
        Scope unnoted = new Scope(
                world, scope.resource(), scope.target(), scope.path(), scope.values(), scope.place(), new Notes());
        text(tree, "id", unnoted).ifPresent(id -> resource.put("id", id));
        text(tree, "name", unnoted).ifPresent(name -> resource.put("name", name));
        if (tree.has("tags") && Expression.evaluate(tree.get("tags"), unnoted) instanceof ObjectNode tags) {
            resource.set("tags", tags);
        }
        if (tree.has("arn")) {
            scope.notes().at(".arn");
            resource.set("arn", Expression.evaluate(tree.get("arn"), scope));
        }
        resource.setAll(members(tree, scope));
        if (scope.resource().deleted()) {
            merge(resource, (ObjectNode) Expression.evaluate(tree.path("deleted"), scope));
        }
        return finished(mapping, List.of(scope.resource()), resource, scope.notes(), address, stranger);
    }

    /** One account's part of a region, of all that the plan has of it. */
    private void add(Shared of, List<PlannedResource> resources) {
        Notes notes = new Notes();
        Mapping mapping = of.mapping();
        ObjectNode resource = head(mapping, of.place(), of.place().account());
        resource.put("region", mapping.global() ? "global" : of.place().region());
        for (PlannedResource each : resources) {
            Scope scope = Scope.of(world, each, of.place(), notes);
            merge(
                    resource,
                    each.deleted()
                            ? (ObjectNode) Expression.evaluate(mapping.tree().path("deleted"), scope)
                            : members(mapping.tree(), scope));
        }
        items.add(finished(
                mapping, resources, resource, notes, resources.getFirst().address(), false));
    }

    /** Parts of resources that the plan doesn't have: what they alone do wrong is wrong, the rest can't be told. */
    private void strangers() {
        Set<String> taken = new HashSet<>();
        items.forEach(item -> taken.addAll(item.addresses()));
        for (Mapping mapping : mappings.all()) {
            mapping.parts().forEach((type, by) -> {
                for (PlannedResource part : world.ofType(type)) {
                    if (part.deleted()
                            || part.values().path(by).isNull()
                            || world.undecided(part)
                            || !taken.add(part.address())) {
                        continue;
                    }
                    if (mapping.shared()) {
                        outside.add(part.address());
                    } else {
                        add(mapping, world.stranger(part, mapping.terraform()), true);
                    }
                }
            });
        }
    }

    /** The members of configuration and supplementary. */
    private static ObjectNode members(JsonNode tree, Scope scope) {
        ObjectNode parts = NODES.objectNode();
        for (String part : List.of("configuration", "supplementary")) {
            for (Map.Entry<String, JsonNode> each : tree.path(part).properties()) {
                scope.notes().at(each.getKey());
                JsonNode value = Expression.evaluate(each.getValue(), scope);
                if (!value.isMissingNode()) {
                    parts.withObject("/" + part).set(each.getKey(), value);
                }
            }
        }
        return parts;
    }

    private static ObjectNode head(Mapping mapping, Place place, String id) {
        return NODES.objectNode()
                .put("type", mapping.type())
                .put("id", id)
                .put("name", id)
                .put("account", place.account())
                .put("region", place.region());
    }

    private static Item finished(
            Mapping mapping,
            List<PlannedResource> resources,
            ObjectNode resource,
            Notes notes,
            String address,
            boolean stranger) {
        List<String> addresses = new ArrayList<>(List.of(address));
        resources.stream()
                .map(PlannedResource::address)
                .filter(each -> !address.startsWith(each))
                .forEach(addresses::add);
        notes.parts().stream()
                .sorted()
                .filter(each -> !addresses.contains(each))
                .forEach(addresses::add);
        return new Item(
                mapping.type(), mapping.rules(), addresses, resource, notes.unknowns(), notes.isSecret(), stranger);
    }

    private static Optional<String> text(JsonNode tree, String part, Scope scope) {
        JsonNode value = tree.has(part) ? Expression.evaluate(tree.get(part), scope) : NODES.nullNode();
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static void merge(ObjectNode into, ObjectNode more) {
        for (Map.Entry<String, JsonNode> each : more.properties()) {
            JsonNode there = into.get(each.getKey());
            if (there instanceof ObjectNode object && each.getValue() instanceof ObjectNode added) {
                merge(object, added);
            } else if (there instanceof ArrayNode array && each.getValue() instanceof ArrayNode added) {
                array.addAll(added);
            } else {
                into.set(each.getKey(), each.getValue());
            }
        }
    }

    private Scope scope(PlannedResource resource) {
        return Scope.of(world, resource, place(resource), new Notes());
    }

    private Place place(PlannedResource resource) {
        return new Place(
                account.or(() -> plan.account(resource.provider())).orElse(Place.NO_ACCOUNT),
                region.or(() -> plan.region(resource.provider())).orElse(Place.NO_REGION));
    }
}
