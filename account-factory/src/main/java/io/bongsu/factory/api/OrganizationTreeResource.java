package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.inventory.Accounts.Account;
import io.bongsu.factory.inventory.Accounts.Filter;
import io.bongsu.factory.inventory.OrganizationTree;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The organization tree. */
@Path("/api/v1/organization/tree")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public final class OrganizationTreeResource {

    private static final Filter ALL = new Filter(null, null, null, null, null, null, null, Integer.MAX_VALUE);

    private final AccountFactory factory;

    @Inject
    OrganizationTreeResource(AccountFactory factory) {
        this.factory = factory;
    }

    @GET
    @Operation(
            summary = "Shows the organizational units with their accounts",
            description = "As the last walk through the organization saw it; asks nothing of AWS.")
    @APIResponse(responseCode = "200", description = "The tree; without a root before the first walk")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public OrganizationTreeView tree() {
        return told(() -> {
            List<OrganizationTree.Unit> units = factory.tree().units();
            Map<String, List<OrganizationTreeView.Leaf>> leaves = new HashMap<>();
            List<OrganizationTreeView.Leaf> elsewhere = new ArrayList<>();
            units.forEach(each -> leaves.put(each.id(), new ArrayList<>()));
            factory.accounts().list(ALL).stream()
                    .sorted(Comparator.comparing((Account each) -> each.name().toLowerCase(Locale.ROOT))
                            .thenComparing(Account::id))
                    .forEach(each -> leaves.getOrDefault(Objects.requireNonNullElse(each.ouId(), ""), elsewhere)
                            .add(leaf(each)));
            OrganizationTree.Unit root = units.isEmpty() ? null : units.getFirst();
            return new OrganizationTreeView(
                    root == null ? null : root.seenAt(), root == null ? null : unit(root, units, leaves), elsewhere);
        });
    }

    private static OrganizationTreeView.Leaf leaf(Account account) {
        return new OrganizationTreeView.Leaf(
                account.id(), account.name(), account.state(), account.governed(), account.drifts());
    }

    private static OrganizationTreeView.Unit unit(
            OrganizationTree.Unit unit,
            List<OrganizationTree.Unit> units,
            Map<String, List<OrganizationTreeView.Leaf>> leaves) {
        return new OrganizationTreeView.Unit(
                unit.id(),
                unit.name(),
                leaves.getOrDefault(unit.id(), List.of()),
                units.stream()
                        .filter(each -> unit.id().equals(each.parent()))
                        .map(each -> unit(each, units, leaves))
                        .toList());
    }
}
