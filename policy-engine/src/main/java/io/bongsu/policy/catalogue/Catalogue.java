package io.bongsu.policy.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All guardrails and packs, checked. Immutable. */
public final class Catalogue {

    private final Map<String, Rule> rules;
    private final Map<String, Pack> packs;
    private final Map<String, List<Rule>> byResourceType;
    private final List<Rule> eventRules;
    private final String fingerprint;

    Catalogue(Collection<Rule> rules, Collection<Pack> packs, String fingerprint) {
        Map<String, Rule> byId = new TreeMap<>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        this.rules = Collections.unmodifiableMap(byId);
        Map<String, Pack> packsById = new LinkedHashMap<>();
        packs.stream()
                .sorted(Comparator.comparing(Pack::kind).thenComparing(Pack::id))
                .forEach(pack -> packsById.put(pack.id(), pack));
        this.packs = Collections.unmodifiableMap(packsById);
        Map<String, List<Rule>> byType = new LinkedHashMap<>();
        byId.values().forEach(rule -> rule.resourceTypes()
                .forEach(type -> byType.computeIfAbsent(type, unused -> new ArrayList<>())
                        .add(rule)));
        byType.replaceAll((type, list) -> List.copyOf(list));
        this.byResourceType = Collections.unmodifiableMap(byType);
        this.eventRules = byId.values().stream()
                .filter(rule -> rule.trigger() == Trigger.EVENT)
                .toList();
        this.fingerprint = fingerprint;
    }

    /** Sorted by id. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** Standards first, then by id. */
    public List<Pack> packs() {
        return List.copyOf(packs.values());
    }

    public Optional<Pack> pack(String id) {
        return Optional.ofNullable(packs.get(id));
    }

    /** The guardrails to ask about a resource of this type; none for a type that no guardrail judges. */
    public List<Rule> rulesFor(String resourceType) {
        return byResourceType.getOrDefault(resourceType, List.of());
    }

    /** All event guardrails. */
    public List<Rule> eventRules() {
        return eventRules;
    }

    /** The event guardrails to ask about a record with these values; null where the record has no such text. */
    public List<Rule> rulesFor(
            @Nullable String eventSource, @Nullable String eventName, @Nullable String userIdentityType) {
        return eventRules.stream()
                .filter(rule -> rule.match().matches(eventSource, eventName, userIdentityType))
                .toList();
    }

    /** Differs when anything that can change a verdict differs: a guardrail, a library of theirs, a parameter. */
    public String fingerprint() {
        return fingerprint;
    }
}
