package io.bongsu.factory.governance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.drift.Expectation;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.VendingRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a governed account is to be, as a new request about it begins with.
 *
 * @param origin the request that the account came from, where it came from one
 * @param wish what people say of it
 * @param blueprint what it is made from, with what was accepted since
 * @param name its name
 * @param email the root user's address
 * @param ou name of its organizational unit
 * @param ouId the unit's id
 */
record Standing(
        @Nullable UUID origin,
        AccountRequest wish,
        Blueprint blueprint,
        String name,
        String email,
        String ou,
        String ouId) {

    /** What the request that governs the account says, with every difference that was accepted after it. */
    static Standing of(VendingRequest governing, List<Expectation> expectations) {
        Map<String, String> expected = new TreeMap<>();
        expectations.forEach(each -> expected.put(each.item(), each.expected()));
        return new Standing(
                governing.origin(),
                governing.wish(),
                accepted(governing.blueprint(), expected),
                expected.getOrDefault(Expectation.NAME, governing.name()),
                expected.getOrDefault(Expectation.EMAIL, governing.email()),
                governing.ou(),
                expected.getOrDefault(Expectation.OU, governing.ouId()));
    }

    private static Blueprint accepted(Blueprint blueprint, Map<String, String> expected) {
        ObjectNode node = Json.MAPPER.valueToTree(blueprint);
        node.set(
                "policies",
                Json.MAPPER.valueToTree(named(expected, Expectation.POLICY).keySet()));
        Map<String, String> tags = new TreeMap<>(blueprint.tags());
        named(expected, Expectation.TAG).forEach((key, value) -> {
            if (!key.startsWith("bongsu:")) {
                tags.put(key, value);
            }
        });
        tags.keySet().removeIf(each -> !expected.containsKey(Expectation.TAG + each));
        node.set("tags", Json.MAPPER.valueToTree(tags));
        return Json.MAPPER.convertValue(node, Blueprint.class);
    }

    private static Map<String, String> named(Map<String, String> expected, String prefix) {
        Map<String, String> named = new TreeMap<>();
        expected.forEach((item, value) -> {
            if (item.startsWith(prefix)) {
                named.put(item.substring(prefix.length()), value);
            }
        });
        return named;
    }

    /** The same account under another name, address or owner; null leaves a field as it is. */
    Standing with(
            @Nullable String newName,
            @Nullable String newEmail,
            @Nullable String newOwner,
            @Nullable String newCostCentre,
            @Nullable String reason) {
        AccountRequest changed = new AccountRequest(
                newName == null ? name : newName,
                newEmail == null ? email : newEmail,
                wish.blueprint(),
                wish.ou(),
                wish.environment(),
                wish.dataClass(),
                wish.ismsScope(),
                newOwner == null ? wish.owner() : newOwner,
                newCostCentre == null ? wish.costCentre() : newCostCentre,
                wish.purpose(),
                reason,
                wish.tags());
        return new Standing(
                origin,
                changed,
                blueprint,
                newName == null ? name : newName,
                newEmail == null ? email : newEmail,
                ou,
                ouId);
    }

    Standing in(String unit, String unitId) {
        return new Standing(origin, wish, blueprint, name, email, unit, unitId);
    }
}
