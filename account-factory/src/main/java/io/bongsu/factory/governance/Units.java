package io.bongsu.factory.governance;

import io.bongsu.factory.inventory.OrganizationTree;
import java.util.Map;
import java.util.Optional;

/** Organizational units as people write them: by the settings' names, or as the tree has them. */
record Units(Map<String, String> ous, OrganizationTree tree) {

    /**
     * A unit.
     *
     * @param id {@code ou-…}
     * @param name the settings' name, or its path
     */
    record Unit(String id, String name) {}

    Optional<Unit> find(String given) {
        String configured = ous.get(given);
        return configured != null
                ? Optional.of(new Unit(configured, given))
                : tree.find(given).map(each -> of(each.id()));
    }

    Unit of(String id) {
        return ous.entrySet().stream()
                .filter(each -> each.getValue().equals(id))
                .map(each -> new Unit(id, each.getKey()))
                .findFirst()
                .orElseGet(() -> new Unit(id, tree.path(id)));
    }
}
