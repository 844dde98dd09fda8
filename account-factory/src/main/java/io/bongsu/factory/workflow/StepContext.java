package io.bongsu.factory.workflow;

import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.VendingRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a step knows of its request, and how it writes down what it is about to do. */
public final class StepContext {

    private final VendingRequest request;
    private final StepRow row;
    private final Ledger ledger;
    private @Nullable Intent intent; // Written down by this very run.

    StepContext(VendingRequest request, StepRow row, Ledger ledger) {
        this.request = request;
        this.row = row;
        this.ledger = ledger;
        this.intent = row.intent() == null || row.intentAt() == null ? null : new Intent(row.intentAt(), row.intent());
    }

    /**
     * What a step was about to do.
     *
     * @param at when it was written down
     * @param what in the step's own words
     */
    public record Intent(Instant at, Map<String, String> what) {}

    public VendingRequest request() {
        return request;
    }

    public AccountRequest wish() {
        return request.wish();
    }

    public Blueprint blueprint() {
        return request.blueprint();
    }

    /** The account's id; only steps after the one that found it may ask. */
    public String account() {
        String id = request.accountId();
        if (id == null) {
            throw new IllegalStateException("Step %s of request %s asks for the account before there is one"
                    .formatted(row.name(), request.id()));
        }
        return id;
    }

    /** What an earlier step found or made; empty where it was skipped. */
    public Map<String, String> result(String step) {
        return request.step(step).map(StepRow::result).orElse(Map.of());
    }

    public Instant now() {
        return ledger.now();
    }

    /** How often this step was run before, counted from 0. */
    public int attempts() {
        return row.attempts();
    }

    /** Since when this step waits for AWS. */
    public Optional<Instant> waitingSince() {
        return Optional.ofNullable(row.waitingSince());
    }

    /** What this step was last about to do; there may be its effect, or not. */
    public Optional<Intent> intent() {
        return Optional.ofNullable(intent);
    }

    /** Writes down, before it is done, what is about to be done. Once this returns, it is committed. */
    public void intend(Map<String, String> what) {
        Instant at = ledger.intend(request, row, what);
        intent = new Intent(at, Map.copyOf(what));
    }

    /** AWS certainly refused what was intended: the next run needn't look for it. */
    public void withdraw(String code) {
        ledger.withdraw(request, row, code);
        intent = null;
    }
}
