package io.bongsu.policy.report;

import io.bongsu.contracts.certificate.Ed25519KeyFile;
import io.bongsu.policy.attestation.Attestations;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.report.ReportView.Progress;
import io.bongsu.policy.report.ReportView.State;
import io.bongsu.policy.report.StoredReports.Stored;
import io.bongsu.policy.scope.Scopes;
import io.bongsu.policy.store.FindingStream;
import io.bongsu.reports.Report;
import io.bongsu.reports.ReportException;
import io.bongsu.reports.ReportRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes reports one after another, on a thread of its own, and keeps the newest. */
public final class Reports implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Reports.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Settings settings;
    private final Catalogue catalogue;
    private final FindingStream stream;
    private final Attestations attestations;
    private final Scopes scopes;
    private final StatementEdits edits;
    private final InstantSource clock;
    private final StoredReports stored;
    private final Map<String, Progress> running = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("report").daemon().factory());

    public Reports(
            Settings settings,
            Catalogue catalogue,
            FindingStream stream,
            Attestations attestations,
            Scopes scopes,
            StatementEdits edits,
            InstantSource clock) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.stream = stream;
        this.attestations = attestations;
        this.scopes = scopes;
        this.edits = edits;
        this.clock = clock;
        this.stored = new StoredReports(settings.directory());
        // What a stop interrupted is made anew.
        stored.all().reversed().stream()
                .filter(each -> !each.complete() && each.failure() == null)
                .forEach(each -> start(each.id(), each.wish()));
    }

    /**
     * Where and how.
     *
     * @param directory for reports
     * @param keyFile for the signature; made where there is none
     * @param organization who is assessed, in words
     * @param keep how many reports
     * @param waiting how many may wait
     * @param zone where days begin and end
     */
    public record Settings(Path directory, Path keyFile, String organization, int keep, int waiting, ZoneId zone) {}

    /** Accepts a wish. */
    public synchronized ReportView ask(ReportWish wish) {
        List<Stored> all = stored.all();
        long open = all.stream()
                .filter(each -> !each.complete() && each.failure() == null)
                .count();
        if (open >= settings.waiting()) {
            throw new ReportRefusedException(
                    "%d reports are being made or wait; expected fewer than %d, so ask again when one is finished"
                            .formatted(open, settings.waiting()));
        }
        all.stream()
                .filter(each -> each.complete() || each.failure() != null)
                .skip(Math.max(0, settings.keep() - 1 - open))
                .forEach(each -> stored.remove(each.id()));
        String id = UUID.randomUUID().toString();
        stored.add(id, wish, clock.instant());
        start(id, wish);
        return one(id).orElseThrow();
    }

    /** The newest first. */
    public List<ReportView> all() {
        return stored.all().stream().map(this::view).toList();
    }

    public Optional<ReportView> one(String id) {
        return stored.find(id).map(this::view);
    }

    /** A file of a complete report. */
    public Optional<Path> file(String id, String name) {
        return stored.find(id)
                .filter(Stored::complete)
                .filter(unused ->
                        stored.list(id).stream().anyMatch(each -> each.name().equals(name)))
                .map(unused -> stored.files(id).resolve(name));
    }

    /** The public half of the key that signs. */
    public String publicKey() {
        return Ed25519KeyFile.open(settings.keyFile()).publicKeyPem();
    }

    private ReportView view(Stored report) {
        Progress progress = running.get(report.id());
        boolean failed = report.failure() != null;
        State state = report.complete()
                ? State.COMPLETE
                : failed ? State.FAILED : progress == null ? State.QUEUED : State.RUNNING;
        return new ReportView(
                report.id(),
                state,
                report.wish(),
                report.askedAt(),
                state == State.RUNNING ? progress : null,
                report.complete() || failed ? stored.ended(report.id()) : null,
                report.failure(),
                report.complete() ? stored.list(report.id()) : List.of());
    }

    private void start(String id, ReportWish wish) {
        worker.execute(() -> {
            running.put(id, new Progress("findings", 0, 0));
            try {
                make(id, wish);
            } catch (IOException | RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // The service stops; the next start makes it anew.
                }
                LOG.errorf(e, "report failed id=%s", id);
                stored.failed(id, reason(e), clock.instant());
            } finally {
                running.remove(id);
            }
        });
    }

    private void make(String id, ReportWish wish) throws IOException {
        Instant began = clock.instant();
        Pack pack = catalogue
                .pack(wish.standard())
                .orElseThrow(() -> new ReportException("There is no standard %s any more".formatted(wish.standard())));
        StoreSource source = new StoreSource(
                wish,
                settings.organization(),
                catalogue,
                pack,
                stream,
                attestations.words(pack.id(), wish.asOf()),
                scopes.on(pack.id(), wish.asOf().atZone(settings.zone()).toLocalDate()),
                edits.on(pack.id(), began),
                settings.zone());
        ReportRequest request =
                new ReportRequest(EnumSet.copyOf(wish.formats()), EnumSet.copyOf(wish.languages()), wish.csvBom());
        new Report(
                        request,
                        source,
                        Ed25519KeyFile.open(settings.keyFile()),
                        (findings, expected, step) -> running.put(id, new Progress(step, findings, expected)))
                .write(stored.fresh(id), id, began);
        LOG.infof(
                "report made id=%s millis=%d",
                id, Duration.between(began, clock.instant()).toMillis());
    }

    private static String reason(Exception e) {
        return switch (e) {
            case ReportException own -> String.valueOf(own.getMessage());
            case UncheckedIOException io -> "A file can't be written: " + io.getMessage();
            case IOException io -> "A file can't be written: " + io.getMessage();
            default -> "%s; the service's log has the cause under 'report failed'".formatted(e.getMessage());
        };
    }

    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("report still under way at the stop; the next start makes it anew");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
