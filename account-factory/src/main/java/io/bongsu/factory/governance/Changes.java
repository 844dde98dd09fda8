package io.bongsu.factory.governance;

import io.bongsu.factory.intake.EmailPolicy;
import io.bongsu.factory.intake.Reason;
import io.bongsu.factory.intake.Reason.Code;
import io.bongsu.factory.intake.RefusedException;
import io.bongsu.factory.inventory.Accounts.Account;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.steps.LifeSteps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of a governed account: its name, its address, who answers for it, who pays, where it is. */
public final class Changes {

    private static final int MAX_NAME = 50;
    private static final int MAX_TEXT = 2_000;

    private final Opener opener;
    private final Inventory inventory;
    private final Units units;
    private final EmailPolicy emails;

    Changes(Opener opener, Inventory inventory, Units units, EmailPolicy emails) {
        this.opener = opener;
        this.inventory = inventory;
        this.units = units;
        this.emails = emails;
    }

    /**
     * What is to be different; null leaves it as it is.
     *
     * @param name the account's name
     * @param email the root user's address
     * @param owner e-mail address of who answers for it
     * @param costCentre who pays
     * @param ou an organizational unit by name, path or id
     * @param reason why
     */
    public record Change(
            @Nullable String name,
            @Nullable String email,
            @Nullable String owner,
            @Nullable String costCentre,
            @Nullable String ou,
            @Nullable String reason) {}

    /**
     * Begins to change an account.
     *
     * @throws RefusedException with everything that is wrong
     */
    public UUID accept(Account account, Change change, Actor actor) {
        List<Reason> reasons = new ArrayList<>();
        Optional<Standing> standing = opener.standing(account);
        if (standing.isEmpty()) {
            reasons.add(new Reason(
                    Code.NOT_GOVERNED,
                    "id",
                    account.id(),
                    "an account with an owner; import it first, see /q/openapi"));
        }
        if (!account.state().equals("ACTIVE")) {
            reasons.add(new Reason(Code.ACCOUNT_NOT_ACTIVE, "id", account.state(), "an account that is ACTIVE"));
        }
        Optional<Units.Unit> unit = Optional.ofNullable(change.ou()).flatMap(units::find);
        if (change.ou() != null && unit.isEmpty()) {
            reasons.add(new Reason(
                    Code.UNKNOWN_OU,
                    "ou",
                    change.ou(),
                    "the name, the path or the id of an organizational unit, see /api/v1/organization/tree"));
        }
        words(account, change, reasons);
        if (!reasons.isEmpty() || standing.isEmpty()) {
            throw new RefusedException(reasons);
        }
        Standing is = standing.get();
        Standing wanted = is.with(change.name(), change.email(), change.owner(), change.costCentre(), change.reason());
        wanted = unit.isPresent() ? wanted.in(unit.get().name(), unit.get().id()) : wanted;
        List<String> steps = steps(is, wanted);
        if (steps.isEmpty()) {
            throw new RefusedException(List.of(new Reason(
                    Code.NOTHING_CHANGES, "", "what the account is already", "at least one field with a new value")));
        }
        return opener.withApproval(RequestKind.CHANGE, account.id(), wanted, steps, actor);
    }

    private void words(Account account, Change change, List<Reason> reasons) {
        if (change.name() != null && (change.name().isBlank() || change.name().length() > MAX_NAME)) {
            reasons.add(new Reason(Code.NAME_MALFORMED, "name", change.name(), "1 to 50 characters"));
        }
        if (change.email() != null) {
            emails.wrong(change.email()).ifPresent(reasons::add);
            inventory.byEmail(change.email()).stream()
                    .filter(each -> !each.id().equals(account.id()))
                    .findFirst()
                    .ifPresent(each -> reasons.add(new Reason(
                            Code.EMAIL_IN_INVENTORY,
                            "email",
                            change.email(),
                            "an address that no account has, not even a closed one; account %s has it"
                                    .formatted(each.id()))));
        }
        if (change.owner() != null && !EmailPolicy.wellFormed(change.owner())) {
            reasons.add(new Reason(
                    Code.OWNER_MALFORMED, "owner", change.owner(), "the e-mail address of who answers for it"));
        }
        if (change.costCentre() != null
                && (change.costCentre().isBlank() || change.costCentre().length() > MAX_TEXT)) {
            reasons.add(new Reason(Code.REQUIRED, "cost_centre", change.costCentre(), "a text"));
        }
        if (change.reason() == null
                || change.reason().isBlank()
                || change.reason().length() > MAX_TEXT) {
            reasons.add(new Reason(
                    Code.REQUIRED, "reason", Objects.requireNonNullElse(change.reason(), ""), "a text that says why"));
        }
    }

    /** A step for each field that differs, one of each, and the announcement after them. */
    private static List<String> steps(Standing is, Standing wanted) {
        Set<String> fields = new LinkedHashSet<>();
        differs(fields, "ou", is.ouId(), wanted.ouId());
        differs(fields, "name", is.name(), wanted.name());
        differs(fields, "email", is.email(), wanted.email());
        differs(fields, "owner", is.wish().owner(), wanted.wish().owner());
        differs(fields, "cost_centre", is.wish().costCentre(), wanted.wish().costCentre());
        Set<String> steps = new LinkedHashSet<>();
        fields.forEach(each -> steps.add(LifeSteps.CHANGE.get(each)));
        if (!steps.isEmpty()) {
            steps.add(LifeSteps.ANNOUNCE);
        }
        return List.copyOf(steps);
    }

    private static void differs(Set<String> fields, String field, @Nullable String is, @Nullable String wanted) {
        if (!Objects.equals(is, wanted)) {
            fields.add(field);
        }
    }
}
