package io.bongsu.factory.organization.live;

import io.bongsu.factory.organization.Declaration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/** Ids of nodes by their paths. */
final class OrganizationTree {

    private final OrganizationsClient organizations;
    private final Map<String, String> known = new HashMap<>();

    OrganizationTree(OrganizationsClient organizations) {
        this.organizations = organizations;
    }

    /** All of them, parents first. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(Map.of(Declaration.ROOT, root()));
        Map<String, String> level = Map.copyOf(all);
        while (!level.isEmpty()) {
            Map<String, String> below = new LinkedHashMap<>();
            level.forEach((path, id) -> below.putAll(children(path, id)));
            all.putAll(below);
            level = below;
        }
        return all;
    }

    /** The id of one; looked for again where it wasn't there before. */
    Optional<String> find(String path) {
        if (path.equals(Declaration.ROOT)) {
            return Optional.of(root());
        }
        if (!known.containsKey(path)) {
            String parent = parent(path);
            find(parent).ifPresent(id -> known.putAll(children(parent, id)));
        }
        return Optional.ofNullable(known.get(path));
    }

    /** @throws IllegalStateException where there is none */
    String required(String path) {
        return find(path)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no organizational unit %s any more; make a new plan".formatted(path)));
    }

    void forget() {
        known.clear();
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? Declaration.ROOT : path.substring(0, slash);
    }

    private String root() {
        return known.computeIfAbsent(Declaration.ROOT, path -> organizations
                .listRoots(request -> {})
                .roots()
                .getFirst()
                .id());
    }

    private Map<String, String> children(String path, String id) {
        Map<String, String> children = new LinkedHashMap<>();
        String prefix = path.equals(Declaration.ROOT) ? "/" : path + "/";
        organizations.listOrganizationalUnitsForParentPaginator(request -> request.parentId(id)).stream()
                .flatMap(page -> page.organizationalUnits().stream())
                .forEach(each -> children.put(prefix + each.name(), each.id()));
        return children;
    }
}
