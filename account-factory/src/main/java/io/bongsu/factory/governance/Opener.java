package io.bongsu.factory.governance;

import io.bongsu.factory.approval.ApprovalPolicy.Subject;
import io.bongsu.factory.approval.Approvals;
import io.bongsu.factory.approval.Decision;
import io.bongsu.factory.drift.Expectations;
import io.bongsu.factory.intake.PreflightException;
import io.bongsu.factory.inventory.Accounts.Account;
import io.bongsu.factory.request.Actor;
import io.bongsu.factory.request.Audit;
import io.bongsu.factory.request.Journal;
import io.bongsu.factory.request.JournalEntry.Kind;
import io.bongsu.factory.request.NewRequest;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.DatabaseException;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Accepts requests about accounts that are there. Of each account there is one at a time; the database says so. */
final class Opener {

    private final Database database;
    private final RequestStore requests;
    private final Expectations expectations;
    private final Approvals approvals;
    private final InstantSource clock;

    Opener(
            Database database,
            RequestStore requests,
            Expectations expectations,
            Approvals approvals,
            InstantSource clock) {
        this.database = database;
        this.requests = requests;
        this.expectations = expectations;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** What else is written in the transaction that accepts the request. */
    @FunctionalInterface
    interface More {
        More NOTHING = (transaction, request) -> {};

        void in(Transaction transaction, UUID request) throws SQLException;
    }

    /** What the account is to be, where the factory governs it. */
    Optional<Standing> standing(Account account) {
        return Optional.ofNullable(account.governedBy())
                .flatMap(requests::find)
                .map(request -> Standing.of(request, expectations.of(account.id())));
    }

    /** The request about the account that hasn't ended. */
    Optional<VendingRequest> open(String account) {
        return requests.openByAccount(account);
    }

    /** Accepts a request that somebody may have to approve, as the approval policy says. */
    UUID withApproval(RequestKind kind, String account, Standing standing, List<String> steps, Actor actor) {
        Decision decision = approvals.ask(new Subject(
                kind,
                standing.wish(),
                standing.name(),
                standing.email(),
                standing.ou(),
                standing.blueprint(),
                actor.name()));
        return add(
                kind,
                account,
                standing,
                steps,
                actor,
                decision.auto() ? RequestState.RUNNING : RequestState.AWAITING_APPROVAL,
                (transaction, request) -> approvals.open(transaction, request, decision, clock.instant()));
    }

    /** Accepts a request that needs nobody's approval. */
    UUID atOnce(RequestKind kind, String account, Standing standing, List<String> steps, Actor actor, More more) {
        return add(kind, account, standing, steps, actor, RequestState.RUNNING, more);
    }

    private UUID add(
            RequestKind kind,
            String account,
            Standing standing,
            List<String> steps,
            Actor actor,
            RequestState state,
            More more) {
        UUID id = UUID.randomUUID();
        try {
            database.change(transaction -> {
                Instant now = clock.instant();
                RequestStore.add(
                        transaction,
                        new NewRequest(
                                id,
                                kind,
                                standing.origin(),
                                account,
                                null,
                                "", // made anew, so there is no repetition to recognise
                                standing.wish(),
                                standing.blueprint(),
                                standing.name(),
                                standing.email(),
                                standing.ou(),
                                standing.ouId(),
                                actor.name(),
                                state,
                                steps),
                        now);
                Map<String, String> facts = Map.of("kind", kind.name(), "account", account, "ou", standing.ou());
                Journal.add(transaction, id, now, Kind.ACCEPTED, null, actor.name(), facts);
                Audit.add(
                        transaction,
                        id,
                        new Audit.Entry(now, actor.name(), "request", Map.of(), Map.of("state", state.name())));
                more.in(transaction, id);
            });
            return id;
        } catch (DatabaseException e) {
            if (e.duplicate()) {
                throw busy(account);
            }
            throw e;
        }
    }

    /** What Organizations says now; where it says nothing, nothing can be accepted. */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PreflightException(
                    "Organizations can't be asked now, so the request can't be checked; ask again in a moment", e);
        }
    }

    NotNowException busy(String account) {
        return new NotNowException("Account %s has an open request%s; one at a time, so let it end or abort it first"
                .formatted(
                        account,
                        open(account)
                                .map(each -> " (%s %s)".formatted(each.kind(), each.id()))
                                .orElse("")));
    }
}
