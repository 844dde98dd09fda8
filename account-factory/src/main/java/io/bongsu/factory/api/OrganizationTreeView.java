package io.bongsu.factory.api;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The organization as last walked through.
 *
 * @param seenAt when the walk began; none before the first
 * @param root the root; none before the first walk
 * @param elsewhere accounts whose place isn't known yet
 */
public record OrganizationTreeView(@Nullable Instant seenAt, @Nullable Unit root, List<Leaf> elsewhere) {

    public OrganizationTreeView {
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * The root or an organizational unit.
     *
     * @param id {@code r-…} or {@code ou-…}
     * @param name as Organizations has it
     * @param accounts in it, by name
     * @param units in it, by name
     */
    @Schema(name = "OrganizationUnit")
    public record Unit(String id, String name, List<Leaf> accounts, List<Unit> units) {
        public Unit {
            accounts = List.copyOf(accounts);
            units = List.copyOf(units);
        }
    }

    /**
     * An account in the tree.
     *
     * @param id twelve digits
     * @param name as Organizations has it
     * @param state Organizations' word
     * @param governed whether the factory knows what it is to be
     * @param drifts differences that nobody has dealt with
     */
    @Schema(name = "OrganizationLeaf")
    public record Leaf(String id, String name, String state, boolean governed, int drifts) {}
}
