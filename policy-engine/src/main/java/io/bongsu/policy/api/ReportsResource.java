package io.bongsu.policy.api;

import static io.bongsu.policy.api.DecisionProblems.told;

import io.bongsu.kit.ProblemException;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.report.ReportRefusedException;
import io.bongsu.policy.report.ReportView;
import io.bongsu.policy.report.ReportWish;
import io.bongsu.policy.report.Reports;
import io.bongsu.policy.report.StatementEdits;
import io.bongsu.reports.Format;
import io.bongsu.reports.Language;
import io.bongsu.reports.ReportException;
import io.bongsu.reports.table.StatementColumn;
import io.bongsu.reports.table.StatementDiff;
import io.bongsu.reports.table.StatementDiff.Change;
import io.bongsu.reports.table.StatementReader;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Compliance reports: asked for, made, fetched; and statements of operation that come back. */
@Path("/api/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public final class ReportsResource {

    private static final int MAX_ACCOUNTS = 10_000;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Catalogue catalogue;
    private final Reports reports;
    private final StatementEdits edits;
    private final SecurityIdentity identity;

    @Inject
    ReportsResource(Catalogue catalogue, Reports reports, StatementEdits edits, SecurityIdentity identity) {
        this.catalogue = catalogue;
        this.reports = reports;
        this.edits = edits;
        this.identity = identity;
    }

    /** What somebody wants a report of. */
    public record ReportForm(
            @Nullable @Schema(description = "The standard's id", examples = "isms-p") String standard,
            @Nullable @Schema(description = "The cut-off; now if not given", examples = "2026-11-01T00:00:00Z")
                    String asOf,
            @Nullable @Schema(description = "Only these accounts; the decided scope if not given, or all where none is")
                    List<String> accounts,
            @Nullable @Schema(description = "XLSX, PDF, CSV, OSCAL, OCSF, ASFF; all if not given") List<String> formats,
            @Nullable @Schema(description = "KO, EN; both if not given") List<String> languages,
            @Nullable @Schema(description = "Whether CSV begins with a byte order mark; true if not given")
                    Boolean csvBom) {}

    /** All reports. */
    public record ReportList(List<ReportView> items) {}

    /**
     * What a statement of operation changes.
     *
     * @param kept whether the changes were kept
     * @param changes cell by cell
     */
    public record Imported(boolean kept, List<Change> changes) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Asks for a report",
            description = "Accepted at once and made in the background; follow the Location until state is COMPLETE.")
    @APIResponse(responseCode = "202", description = "Accepted")
    @APIResponse(responseCode = "400", description = "A field is wrong; the problem says which")
    @APIResponse(responseCode = "404", description = "There is no such standard")
    @APIResponse(responseCode = "409", description = "Too many reports wait")
    public Response ask(@Nullable ReportForm given) {
        ReportForm form = Given.body(given);
        Pack pack = Given.standard(catalogue, form.standard() == null ? "" : form.standard());
        List<String> accounts = Given.few("accounts", form.accounts(), MAX_ACCOUNTS);
        for (String account : accounts) {
            if (!ACCOUNT.matcher(account).matches()) {
                throw FindingParameters.wrong("accounts", account, "twelve digits each");
            }
        }
        ReportWish wish = new ReportWish(
                pack.id(),
                time(form.asOf()),
                accounts.stream().distinct().sorted().toList(),
                words("formats", form.formats(), Format.class),
                words("languages", form.languages(), Language.class),
                form.csvBom() == null || form.csvBom());
        try {
            ReportView view = reports.ask(wish);
            return Response.accepted(view)
                    .location(URI.create("/api/v1/reports/" + view.id()))
                    .build();
        } catch (ReportRefusedException e) {
            throw ProblemException.conflict(e.getMessage());
        }
    }

    @GET
    @Operation(summary = "Lists reports, the newest first")
    @APIResponse(responseCode = "200", description = "Finished ones and those that are being made")
    public ReportList list() {
        return new ReportList(reports.all());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows how far a report is, and its files once it is complete")
    @APIResponse(responseCode = "200", description = "The report")
    @APIResponse(responseCode = "400", description = "The id is no UUID")
    @APIResponse(responseCode = "404", description = "There is no such report")
    public ReportView one(@PathParam("id") String id) {
        return reports.one(Given.uuid("id", id).toString()).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("{id}/files/{name}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Downloads a file of a complete report")
    @APIResponse(responseCode = "200", description = "The file")
    @APIResponse(responseCode = "404", description = "There is no such report or file, or it isn't complete")
    public Response file(@PathParam("id") String id, @PathParam("name") String name) {
        if (!NAME.matcher(name).matches()) {
            throw FindingParameters.wrong("name", name, "a file's name, as in manifest.json");
        }
        java.nio.file.Path file = reports.file(Given.uuid("id", id).toString(), name)
                .orElseThrow(() -> ProblemException.notFound(
                        "Report %s has no file %s; the files of a complete report stand at /api/v1/reports/%s"
                                .formatted(id, name, id)));
        return Response.ok(file.toFile(), MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @GET
    @Path("key")
    @Produces("application/x-pem-file")
    @Operation(summary = "Gives the public key that reports are signed with, as PEM")
    @APIResponse(responseCode = "200", description = "The key")
    public String key() {
        return reports.publicKey();
    }

    @POST
    @Path("statements/{standard}")
    @Consumes(XLSX)
    @Operation(
            summary = "Takes a statement of operation (운영명세서) back and keeps what people wrote",
            description =
                    "Cells that nobody edited are left alone. A cell that somebody else changed since the workbook was made is a conflict: nothing is kept unless overwrite is true.")
    @APIResponse(responseCode = "200", description = "The changes, kept unless dry_run is true")
    @APIResponse(responseCode = "400", description = "It is no statement of operation of a report")
    @APIResponse(responseCode = "404", description = "There is no such standard")
    @APIResponse(responseCode = "409", description = "At least one cell was changed by somebody else meanwhile")
    @APIResponse(responseCode = "503", description = "PostgreSQL does not answer")
    public Imported take(
            @PathParam("standard") String standard,
            @QueryParam("actor") @Parameter(description = "Who wrote") @Nullable String name,
            @QueryParam("dry_run") @DefaultValue("false") @Parameter(description = "Only show the changes")
                    boolean dryRun,
            @QueryParam("overwrite") @DefaultValue("false") @Parameter(description = "Keep conflicting cells too")
                    boolean overwrite,
            byte[] workbook) {
        Pack pack = Given.standard(catalogue, standard);
        var actor = Given.actor(name, identity);
        List<Change> changes;
        try {
            Map<String, Map<StatementColumn, StatementReader.StatementCell>> cells = StatementReader.read(workbook);
            changes = told(() -> StatementDiff.of(cells, edits.now(pack.id())));
        } catch (ReportException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
        if (dryRun) {
            return new Imported(false, changes);
        }
        List<Change> conflicts = changes.stream().filter(Change::conflict).toList();
        if (!conflicts.isEmpty() && !overwrite) {
            Change first = conflicts.getFirst();
            throw ProblemException.conflict(
                    "%d cells were changed by somebody else since the workbook was made, the first %s of %s; look at them with dry_run=true, then export anew or send overwrite=true"
                            .formatted(conflicts.size(), first.column(), first.control()));
        }
        told(() -> {
            edits.keep(pack.id(), changes, actor);
            return true;
        });
        return new Imported(true, changes);
    }

    private static Instant time(@Nullable String given) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (given == null) {
            return now;
        }
        try {
            Instant time = Instant.parse(given);
            if (!time.isBefore(FIRST) && !time.isAfter(now)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Answered below, as a time out of bounds is.
        }
        throw FindingParameters.wrong("as_of", given, "a time that has passed, as in 2026-11-01T00:00:00Z");
    }

    private static <E extends Enum<E>> List<E> words(String field, @Nullable List<String> given, Class<E> type) {
        if (given == null || given.isEmpty()) {
            return Arrays.asList(type.getEnumConstants());
        }
        return Given.few(field, given, type.getEnumConstants().length).stream()
                .map(each -> Given.word(field, each, type))
                .distinct()
                .sorted()
                .toList();
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("There is no report %s; they stand at /api/v1/reports".formatted(id));
    }
}
