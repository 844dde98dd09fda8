package io.bongsu.factory.governance;

import io.bongsu.factory.approval.Approvals;
import io.bongsu.factory.blueprint.Blueprints;
import io.bongsu.factory.drift.Drift;
import io.bongsu.factory.drift.Drifts;
import io.bongsu.factory.drift.Expectations;
import io.bongsu.factory.intake.EmailPolicy;
import io.bongsu.factory.intake.Reason;
import io.bongsu.factory.intake.Reason.Code;
import io.bongsu.factory.intake.RefusedException;
import io.bongsu.factory.inventory.Accounts;
import io.bongsu.factory.inventory.Accounts.Account;
import io.bongsu.factory.inventory.Dependencies;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.inventory.OrganizationTree;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.steps.LifeSteps;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.factory.workflow.Operator;
import io.bongsu.kit.database.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people may do with accounts that are there. Each is a request with a plan, or is refused with every reason. */
public final class Governance {

    private final Opener opener;
    private final Imports imports;
    private final Changes changes;
    private final Dependencies dependencies;
    private final Operator operator;
    private final boolean closes;

    /**
     * What it works with.
     *
     * @param database PostgreSQL
     * @param requests all requests
     * @param accounts the inventory
     * @param inventory what lists the inventory again
     * @param tree organizational units
     * @param blueprints what accounts are made from
     * @param expectations what accounts are to be
     * @param approvals who lets requests through
     * @param dependencies what stands in the way of closing
     * @param operator what people do with requests
     */
    public record Tools(
            Database database,
            RequestStore requests,
            Accounts accounts,
            Inventory inventory,
            OrganizationTree tree,
            Blueprints blueprints,
            Expectations expectations,
            Approvals approvals,
            Dependencies dependencies,
            Operator operator) {}

    /**
     * What it is told.
     *
     * @param region the home Region
     * @param ous organizational units, id by name
     * @param emails which addresses reach the organization
     * @param closes whether there is a quarantine OU
     */
    public record Settings(String region, Map<String, String> ous, EmailPolicy emails, boolean closes) {
        public Settings {
            ous = Map.copyOf(ous);
        }
    }

    public Governance(Settings settings, Tools tools, InstantSource clock) {
        opener = new Opener(tools.database(), tools.requests(), tools.expectations(), tools.approvals(), clock);
        Units units = new Units(settings.ous(), tools.tree());
        imports = new Imports(opener, tools, units, settings.region());
        changes = new Changes(opener, tools.inventory(), units, settings.emails());
        dependencies = tools.dependencies();
        operator = tools.operator();
        closes = settings.closes();
    }

    public Imports imports() {
        return imports;
    }

    public Changes changes() {
        return changes;
    }

    /**
     * Has the step run again that owns the thing.
     *
     * @throws NotNowException where only people can repair it, or something else is done with the account now
     */
    public UUID repair(Drift drift, Accounts accounts, Actor actor) {
        Account account = accounts.find(drift.subject()).orElse(null);
        String step = drift.step();
        if (account == null || step == null) {
            throw new NotNowException(
                    "No step makes %s of %s so; put it right by hand, and the record ends by itself, or accept it"
                            .formatted(drift.item(), drift.subject()));
        }
        Standing standing = opener.standing(account)
                .orElseThrow(() -> new NotNowException(
                        "Nobody governs account %s any more; there is nothing to repair".formatted(account.id())));
        return opener.atOnce(
                RequestKind.REPAIR,
                account.id(),
                standing,
                LifeSteps.repair(step),
                actor,
                (transaction, request) -> Drifts.repairing(transaction, drift.id(), request));
    }

    /**
     * Begins to close an account.
     *
     * @throws RefusedException with everything that stands in the way
     */
    public UUID close(Account account, String reason, Actor actor) {
        List<Reason> reasons = new ArrayList<>();
        if (!closes) {
            reasons.add(
                    new Reason(
                            Code.CLOSING_NOT_SET_UP,
                            "",
                            "no account-factory.closing.quarantine-ou",
                            "the id of an organizational unit that the service control policy bongsu-quarantine is attached to"));
        }
        if (!account.state().equals("ACTIVE")) {
            reasons.add(new Reason(Code.ACCOUNT_NOT_ACTIVE, "id", account.state(), "an account that is ACTIVE"));
        }
        if (!account.governed()) {
            reasons.add(new Reason(
                    Code.NOT_GOVERNED,
                    "id",
                    account.id(),
                    "an account with an owner; import it first, see /q/openapi"));
        }
        Opener.asked(() -> dependencies.ask(account.id()))
                .forEach(each ->
                        reasons.add(new Reason(Code.valueOf(each.kind().name()), "id", each.words(), each.remedy())));
        if (!reasons.isEmpty()) {
            throw new RefusedException(reasons);
        }
        Standing standing = opener.standing(account).orElseThrow();
        return opener.withApproval(
                RequestKind.CLOSE, account.id(), standing.with(null, null, null, null, reason), LifeSteps.CLOSE, actor);
    }

    /**
     * Takes a closing back, as long as Organizations isn't asked to close.
     *
     * @throws NotNowException where there is no closing under way, or it is too late
     */
    public UUID cancelClosing(Account account, String reason, Actor actor) {
        VendingRequest closing = opener.open(account.id())
                .filter(each -> each.kind() == RequestKind.CLOSE)
                .orElseThrow(() -> new NotNowException(
                        "Account %s isn't being closed; it is %s".formatted(account.id(), account.state())));
        operator.abort(closing.id(), reason, actor.name());
        return closing.id();
    }
}
