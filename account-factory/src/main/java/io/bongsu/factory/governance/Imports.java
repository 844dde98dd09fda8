package io.bongsu.factory.governance;

import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.blueprint.Blueprints;
import io.bongsu.factory.governance.Governance.Tools;
import io.bongsu.factory.intake.EmailPolicy;
import io.bongsu.factory.intake.Reason;
import io.bongsu.factory.intake.Reason.Code;
import io.bongsu.factory.intake.RefusedException;
import io.bongsu.factory.inventory.Accounts;
import io.bongsu.factory.inventory.Accounts.Account;
import io.bongsu.factory.inventory.Accounts.Filter;
import io.bongsu.factory.inventory.Dependencies;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.steps.LifeSteps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has the factory govern accounts that it didn't make. All of an import is accepted, or nothing. */
public final class Imports {

    /** The blueprint of an account of which nothing is expected but to stay what it is. */
    public static final String NONE = "none";

    private static final int MAX_ACCOUNTS = 1_000;

    private final Opener opener;
    private final Accounts accounts;
    private final Blueprints blueprints;
    private final Units units;
    private final Dependencies dependencies;
    private final String region;

    Imports(Opener opener, Tools tools, Units units, String region) {
        this.opener = opener;
        this.accounts = tools.accounts();
        this.blueprints = tools.blueprints();
        this.dependencies = tools.dependencies();
        this.units = units;
        this.region = region;
    }

    /**
     * Which accounts are to be governed, and what people say of them.
     *
     * @param accounts ids, twelve digits each; or
     * @param ou all active accounts of an organizational unit and beneath it, by name, path or id
     * @param owner e-mail address of who answers for them
     * @param costCentre who pays
     * @param blueprint what they are held to: {@code sandbox}, {@code sandbox@1}, or {@code none}
     * @param environment one of the blueprint's environments, or any word with {@code none}
     * @param dataClass the most sensitive data that is in them
     * @param ismsScope whether they are in the scope of the ISMS-P certificate
     */
    public record Wish(
            @Nullable List<String> accounts,
            @Nullable String ou,
            @Nullable String owner,
            @Nullable String costCentre,
            @Nullable String blueprint,
            @Nullable String environment,
            @Nullable String dataClass,
            boolean ismsScope) {
        public Wish {
            accounts = accounts == null ? null : List.copyOf(accounts);
        }
    }

    /**
     * What became of one account.
     *
     * @param account its id
     * @param outcome ACCEPTED, or GOVERNED of one that is governed, or being imported, already
     * @param request the request that imports it, or governs it
     */
    public record Imported(String account, String outcome, @Nullable UUID request) {}

    /**
     * Begins to import; only says what it would do in a dry run. Accounts that are governed already are left as they are.
     *
     * @throws RefusedException with everything that is wrong with any of them
     */
    public List<Imported> accept(Wish wish, Actor actor, boolean dryRun) {
        List<Reason> reasons = new ArrayList<>();
        Optional<Blueprint> blueprint = blueprint(wish, reasons);
        words(wish, reasons);
        List<Account> wanted = wanted(wish, reasons);
        List<Account> fresh =
                wanted.stream().filter(each -> known(each).isEmpty()).toList();
        String management = fresh.isEmpty() ? "" : Opener.asked(dependencies::managementAccount);
        fresh.forEach(each -> check(each, management, reasons));
        if (!reasons.isEmpty() || blueprint.isEmpty()) {
            throw new RefusedException(reasons);
        }
        List<Imported> done = new ArrayList<>();
        for (Account each : wanted) {
            Optional<UUID> known = known(each);
            if (known.isPresent() || dryRun) {
                done.add(new Imported(each.id(), known.isPresent() ? "GOVERNED" : "ACCEPTED", known.orElse(null)));
            } else {
                done.add(new Imported(each.id(), "ACCEPTED", open(each, wish, blueprint.get(), actor)));
            }
        }
        return done;
    }

    private UUID open(Account account, Wish wish, Blueprint blueprint, Actor actor) {
        Units.Unit unit = units.of(Objects.requireNonNull(account.ouId()));
        AccountRequest facts = new AccountRequest(
                account.name(),
                account.email(),
                blueprint.id(),
                unit.name(),
                wish.environment(),
                wish.dataClass(),
                wish.ismsScope(),
                wish.owner(),
                wish.costCentre(),
                "imported",
                "imported",
                null);
        return opener.atOnce(
                RequestKind.IMPORT,
                account.id(),
                new Standing(
                        account.origin(), facts, blueprint, account.name(), account.email(), unit.name(), unit.id()),
                LifeSteps.IMPORT,
                actor,
                Opener.More.NOTHING);
    }

    /** The request that governs the account, or is about to. */
    private Optional<UUID> known(Account account) {
        return account.governed()
                ? Optional.ofNullable(account.governedBy())
                : opener.open(account.id())
                        .filter(each -> each.kind() == RequestKind.IMPORT)
                        .map(VendingRequest::id);
    }

    private Optional<Blueprint> blueprint(Wish wish, List<Reason> reasons) {
        String given = wish.blueprint();
        if (given == null || given.isBlank()) {
            reasons.add(new Reason(Code.REQUIRED, "blueprint", "", "a blueprint, or " + NONE));
            return Optional.empty();
        }
        Optional<Blueprint> found = given.equals(NONE) ? Optional.of(none(wish)) : blueprints.find(given);
        if (found.isEmpty()) {
            reasons.add(new Reason(
                    Code.UNKNOWN_BLUEPRINT,
                    "blueprint",
                    given,
                    "%s, or one of %s"
                            .formatted(
                                    NONE,
                                    blueprints.all().stream().map(Blueprint::id).toList())));
        }
        return found;
    }

    /** Nothing is built or attached for it. */
    private Blueprint none(Wish wish) {
        return Json.MAPPER.convertValue(
                Map.of(
                        "name",
                        NONE,
                        "version",
                        1,
                        "description",
                        Map.of(
                                "en", "An account that was there and stays what it is",
                                "ko", "기존 상태를 유지하는 계정"),
                        "ou",
                        NONE,
                        "environments",
                        List.of(Objects.requireNonNullElse(wish.environment(), NONE)),
                        "regions",
                        List.of(region),
                        "pack",
                        NONE),
                Blueprint.class);
    }

    private void words(Wish wish, List<Reason> reasons) {
        String owner = wish.owner();
        if (owner == null || owner.isBlank()) {
            reasons.add(new Reason(Code.REQUIRED, "owner", "", "the e-mail address of who answers for it"));
        } else if (!EmailPolicy.wellFormed(owner)) {
            reasons.add(new Reason(Code.OWNER_MALFORMED, "owner", owner, "the e-mail address of who answers for it"));
        }
        required("cost_centre", wish.costCentre(), reasons);
        required("environment", wish.environment(), reasons);
        required("data_class", wish.dataClass(), reasons);
    }

    private static void required(String field, @Nullable String given, List<Reason> reasons) {
        if (given == null || given.isBlank()) {
            reasons.add(new Reason(Code.REQUIRED, field, "", "a text"));
        }
    }

    private List<Account> wanted(Wish wish, List<Reason> reasons) {
        List<String> ids = wish.accounts();
        String ou = wish.ou();
        if ((ids == null || ids.isEmpty()) == (ou == null)) {
            reasons.add(new Reason(Code.REQUIRED, "accounts", "", "either accounts, a list of ids, or ou"));
            return List.of();
        }
        if (ou != null) {
            Optional<Units.Unit> unit = units.find(ou);
            if (unit.isEmpty()) {
                reasons.add(new Reason(
                        Code.UNKNOWN_OU,
                        "ou",
                        ou,
                        "the name, the path or the id of an organizational unit, see /api/v1/organization/tree"));
                return List.of();
            }
            return accounts.list(new Filter(unit.get().id(), "ACTIVE", null, null, null, null, null, MAX_ACCOUNTS));
        }
        Set<String> distinct = new LinkedHashSet<>(Objects.requireNonNull(ids));
        List<Account> found = new ArrayList<>();
        for (String each : distinct) {
            accounts.find(each)
                    .ifPresentOrElse(
                            found::add,
                            () -> reasons.add(new Reason(
                                    Code.UNKNOWN_ACCOUNT,
                                    "accounts",
                                    each,
                                    "the id of an account of the organization, twelve digits")));
        }
        return found;
    }

    private void check(Account account, String management, List<Reason> reasons) {
        if (!account.state().equals("ACTIVE")) {
            reasons.add(new Reason(
                    Code.ACCOUNT_NOT_ACTIVE,
                    "accounts",
                    "%s is %s".formatted(account.id(), account.state()),
                    "accounts that are ACTIVE"));
        }
        if (account.ouId() == null) {
            reasons.add(new Reason(
                    Code.UNKNOWN_OU,
                    "accounts",
                    account.id(),
                    "an account whose place is known; ask again after the next walk through the organization"));
        }
        if (account.id().equals(management)) {
            reasons.add(new Reason(Code.MANAGEMENT_ACCOUNT, "accounts", account.id(), "a member account"));
        }
        opener.open(account.id())
                .ifPresent(each -> reasons.add(new Reason(
                        Code.ACCOUNT_BUSY,
                        "accounts",
                        account.id(),
                        "an account without an open request; %s %s is open".formatted(each.kind(), each.id()))));
    }
}
