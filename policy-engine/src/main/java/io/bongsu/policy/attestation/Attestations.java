package io.bongsu.policy.attestation;

import io.bongsu.kit.database.Database;
import io.bongsu.kit.database.Transaction;
import io.bongsu.policy.attestation.RefusedException.Why;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Assigns, attests and reviews. Every act stands in {@link History}, in the transaction that does it. */
public final class Attestations {

    private final Database database;
    private final InstantSource clock;
    private final ZoneId zone;

    /** @param zone where days begin and end */
    public Attestations(Database database, InstantSource clock, ZoneId zone) {
        this.database = database;
        this.clock = clock;
        this.zone = zone;
    }

    /** The day it is. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Gives a control to somebody to answer for, from now on. */
    public Assignment assign(
            String standard,
            String control,
            String owner,
            Method method,
            LocalDate due,
            Recurrence recurrence,
            Actor actor) {
        return database.write(transaction -> {
            alone(transaction, standard, control);
            Instant now = clock.instant();
            Assignment assignment = new Assignment(owner, method, due, recurrence, actor.name(), now);
            Map<String, String> before = AttestationRows.assignment(transaction, standard, control)
                    .map(Attestations::facts)
                    .orElse(Map.of());
            AttestationRows.insert(transaction, standard, control, assignment);
            History.add(
                    transaction,
                    standard,
                    control,
                    new History.Entry(now, actor.name(), actor.caller(), "assign", before, facts(assignment)));
            return assignment;
        });
    }

    /**
     * Keeps what a person states; it counts once somebody else has accepted it.
     *
     * @throws RefusedException where the control has no owner yet, or evidence is not in the store
     */
    public Attestation attest(String standard, String control, Statement statement, Actor actor) {
        statement.files().forEach(file -> FileKind.named(file.name()));
        return database.write(transaction -> {
            alone(transaction, standard, control);
            Assignment assignment = AttestationRows.assignment(transaction, standard, control)
                    .orElseThrow(() -> new RefusedException(
                            Why.NOT_NOW,
                            "Control %s is assigned to nobody; assign it first, so that its attestation has an owner and an end"
                                    .formatted(control)));
            Instant now = clock.instant();
            Optional<Attestation> before = AttestationRows.newest(transaction, standard, control);
            UUID id = UUID.randomUUID();
            LocalDate until = assignment.recurrence().after(LocalDate.ofInstant(now, zone));
            AttestationRows.insert(transaction, standard, control, id, statement, actor.name(), now, until);
            Attestation after = AttestationRows.find(transaction, id).orElseThrow();
            History.add(
                    transaction,
                    standard,
                    control,
                    new History.Entry(
                            now,
                            actor.name(),
                            actor.caller(),
                            "attest",
                            before.map(Attestations::facts).orElse(Map.of()),
                            facts(after)));
            return after;
        });
    }

    /**
     * Accepts or rejects an attestation.
     *
     * @throws RefusedException where there is none, the reviewer wrote it, it is reviewed already, or a newer one has taken its place
     */
    public Attestation review(String standard, String control, UUID id, boolean accepted, String comment, Actor actor) {
        return database.write(transaction -> {
            alone(transaction, standard, control);
            Attestation before = AttestationRows.find(transaction, standard, control, id)
                    .orElseThrow(() -> new RefusedException(
                            Why.UNKNOWN, "Control %s has no attestation %s".formatted(control, id)));
            if (actor.is(before.author())) {
                throw new RefusedException(
                        Why.OWN_WORK,
                        "%s wrote attestation %s; expected somebody else to review it".formatted(actor.name(), id));
            }
            if (before.review() != null) {
                throw new RefusedException(
                        Why.NOT_NOW,
                        "Attestation %s was %s by %s already; attest anew to change what counts"
                                .formatted(
                                        id,
                                        before.review().accepted() ? "accepted" : "rejected",
                                        before.review().reviewer()));
            }
            UUID newest = AttestationRows.newest(transaction, standard, control)
                    .orElseThrow()
                    .id();
            if (!newest.equals(id)) {
                throw new RefusedException(
                        Why.NOT_NOW, "Attestation %s has been replaced by %s; review that one".formatted(id, newest));
            }
            Instant now = clock.instant();
            AttestationRows.insert(transaction, id, new Review(accepted, comment, actor.name(), now));
            Attestation after = AttestationRows.find(transaction, id).orElseThrow();
            History.add(
                    transaction,
                    standard,
                    control,
                    new History.Entry(
                            now,
                            actor.name(),
                            actor.caller(),
                            accepted ? "accept" : "reject",
                            facts(before),
                            facts(after)));
            return after;
        });
    }

    /**
     * What people say of each control of a standard, by control.
     *
     * @param asOf what was written later doesn't count
     */
    public Map<String, Word> words(String standard, Instant asOf) {
        return database.read(transaction -> AttestationRows.words(transaction, standard, asOf));
    }

    /** All attestations of a control, the newest first. */
    public List<Attestation> of(String standard, String control) {
        return database.read(transaction -> AttestationRows.all(transaction, standard, control));
    }

    /** What people did with a control, the newest first. */
    public List<History.Entry> history(String standard, String control) {
        return database.read(transaction -> History.of(transaction, standard, control));
    }

    // Two people who act on one control at the same time act one after the other.
    private static void alone(Transaction transaction, String standard, String control) throws SQLException {
        transaction.list("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, standard + "/" + control);
    }

    private static Map<String, String> facts(Assignment assignment) {
        return Map.of(
                "owner", assignment.owner(),
                "method", assignment.method().name(),
                "due", assignment.due().toString(),
                "recurrence", assignment.recurrence().name());
    }

    private static Map<String, String> facts(Attestation attestation) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("attestation", attestation.id().toString());
        facts.put("outcome", attestation.outcome().name());
        facts.put("author", attestation.author());
        facts.put("statement", attestation.statement());
        facts.put("valid_until", attestation.validUntil().toString());
        if (attestation.reason() != null) {
            facts.put("reason", attestation.reason());
        }
        if (!attestation.nothingToJudge().isEmpty()) {
            facts.put("nothing_to_judge", String.join(", ", attestation.nothingToJudge()));
        }
        facts.put(
                "evidence",
                attestation.evidence().stream()
                        .map(file -> file.name() + " " + file.sha256())
                        .collect(Collectors.joining("\n")));
        Review review = attestation.review();
        facts.put("state", review == null ? "SUBMITTED" : review.accepted() ? "ACCEPTED" : "REJECTED");
        if (review != null) {
            facts.put("comment", review.comment());
        }
        return facts;
    }
}
