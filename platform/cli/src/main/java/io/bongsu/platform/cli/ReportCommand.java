package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.reports.Format;
import io.bongsu.reports.Language;
import io.bongsu.reports.manifest.InvalidReportException;
import io.bongsu.reports.manifest.ReportVerifier;
import io.bongsu.reports.manifest.VerifiedReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = {
            "Makes compliance reports for an assessor, and checks them offline.",
            "A report is a directory: PDF, workbooks, CSV, OSCAL, OCSF, ASFF, with a signed manifest; docs/reports.md tells of each file."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./bongsu report isms-p --out q4-report",
            "  ./bongsu report isms-p --as-of 2026-11-01 --format pdf,xlsx --scope 111122223333,444455556666",
            "  ./bongsu report verify q4-report --key public-key.pem",
            "  ./bongsu report import q4-report/isms-p-statement.ko.xlsx --actor kim --dry-run"
        })
final class ReportCommand implements Runnable {

    private static final int CELLS = 60;
    private static final long LARGEST_KEY = 4_096;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which of its commands?");
    }

    /** The formats as the command line has them. */
    enum Wanted {
        XLSX,
        PDF,
        CSV,
        OSCAL,
        OCSF,
        ASFF,
        ALL
    }

    @Command(name = "isms-p", description = "Makes an ISMS-P report, fetches its files and checks them.")
    int ismsP(
            @Option(
                            names = "--as-of",
                            paramLabel = "TIME",
                            description =
                                    "The cut-off: a day (its end in Korea), or a time as in 2026-11-01T00:00:00Z. Now if not given.")
                    @Nullable String asOf,
            @Option(
                            names = "--scope",
                            split = ",",
                            paramLabel = "ACCOUNT",
                            description = "Only these accounts; the decided scope if not given.")
                    @Nullable List<String> scope,
            @Option(
                            names = "--format",
                            split = ",",
                            defaultValue = "ALL",
                            description = "xlsx, pdf, csv, oscal, ocsf, asff or all; several with commas.")
                    List<Wanted> formats,
            @Option(names = "--lang", split = ",", paramLabel = "LANG", description = "ko, en; both if not given.")
                    @Nullable List<Language> languages,
            @Option(names = "--no-bom", description = "CSV without byte order mark.") boolean noBom,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "Where the files go; must not exist or be empty. report-<id> if not given.")
                    @Nullable Path out,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        ObjectNode wish = Json.object().put("standard", "isms-p").put("csv_bom", !noBom);
        if (asOf != null) {
            wish.put("as_of", CutOffTime.of(asOf).toString());
        }
        if (scope != null) {
            scope.forEach(wish.putArray("accounts")::add);
        }
        ArrayNode wanted = wish.putArray("formats");
        for (Format format : Format.values()) {
            if (formats.contains(Wanted.ALL) || formats.contains(Wanted.valueOf(format.name()))) {
                wanted.add(format.name());
            }
        }
        if (languages != null) {
            languages.forEach(each -> wish.withArray("languages").add(each.name()));
        }
        MadeReports reports = MadeReports.open();
        if (out != null) {
            MadeReports.checkEmpty(out);
        }
        JsonNode report = reports.made(reports.ask(wish), !json);
        Path directory = out == null ? Path.of("report-" + report.path("id").asText()) : out;
        reports.fetch(report, directory);
        return show(directory, reports.key(), json);
    }

    @Command(name = "list", description = "Lists reports, the newest first.")
    int list(@Option(names = "--json", description = "Print a JSON array only.") boolean json) {
        JsonNode items = MadeReports.open().all();
        if (json) {
            Json.print(items);
            return 0;
        }
        Table table = new Table("ID", "STATE", "STANDARD", "AS OF", "FILES", "ASKED AT");
        items.forEach(each -> table.row(
                each.path("id").asText(),
                each.path("state").asText(),
                each.at("/wish/standard").asText(),
                each.at("/wish/as_of").asText(),
                Integer.toString(each.path("files").size()),
                each.path("asked_at").asText()));
        System.out.print(items.isEmpty() ? "No reports\n" : table.toString());
        return 0;
    }

    @Command(name = "fetch", description = "Fetches the files of a report that was made, and checks them.")
    int fetch(
            @Parameters(index = "0", paramLabel = "ID", description = "The report's id.") UUID id,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.") Path out,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        MadeReports reports = MadeReports.open();
        MadeReports.checkEmpty(out);
        reports.fetch(reports.made(reports.one(id.toString()), !json), out);
        return show(out, reports.key(), json);
    }

    @Command(
            name = "verify",
            description = {
                "Checks a report without any service: the signature, each file, and that there is no other. Names the first file that doesn't fit.",
                "The public key is at /api/v1/reports/key of the policy engine; have it from there once, and keep it elsewhere."
            })
    int verify(
            @Parameters(index = "0", paramLabel = "DIR", description = "The report's directory.") Path directory,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description = "The public key, PEM; that beside the report if not given.")
                    @Nullable Path key,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        if (!Files.isDirectory(directory)) {
            throw new CommandException("%s is no directory; expected that of a report".formatted(directory));
        }
        return show(directory, key == null ? null : text(key), json);
    }

    @Command(
            name = "import",
            description =
                    "Takes an edited statement of operation (운영명세서) back: shows what people wrote, and keeps it for the next report.")
    int take(
            @Parameters(index = "0", paramLabel = "FILE", description = "The workbook.") Path file,
            @Option(names = "--actor", required = true, paramLabel = "NAME", description = "Who wrote.") String actor,
            @Option(names = "--dry-run", description = "Only show the changes.") boolean dryRun,
            @Option(names = "--overwrite", description = "Keep cells too that somebody else changed meanwhile.")
                    boolean overwrite,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        JsonNode answer = MadeReports.open().take(file, actor, dryRun, overwrite);
        if (json) {
            Json.print(answer);
            return 0;
        }
        Table table = new Table("CONTROL", "COLUMN", "BEFORE", "AFTER", "");
        for (JsonNode change : answer.path("changes")) {
            table.row(
                    change.path("control").asText(),
                    change.path("column").asText(),
                    Table.cut(change.path("before").asText(), CELLS),
                    Table.cut(change.path("after").asText(), CELLS),
                    change.path("conflict").asBoolean() ? "conflict" : "");
        }
        System.out.print(answer.path("changes").isEmpty() ? "Nothing was edited\n" : table.toString());
        System.out.println(answer.path("kept").asBoolean() ? "Kept." : "Not kept (dry run).");
        return 0;
    }

    private static int show(Path directory, @Nullable String key, boolean json) {
        try {
            VerifiedReport report = ReportVerifier.verify(directory, key);
            ObjectNode facts = Json.object()
                    .put("valid", true)
                    .put("directory", directory.toAbsolutePath().normalize().toString())
                    .put("report", report.id())
                    .put("organization", report.organization())
                    .put("as_of", report.asOf())
                    .put("made_at", report.madeAt())
                    .put("pack", report.pack())
                    .put("pack_fingerprint", report.packFingerprint())
                    .put("findings", report.findings())
                    .put("files", report.files())
                    .put("key_id", report.keyId())
                    .put("key_from_elsewhere", report.keyGiven());
            if (json) {
                Json.print(facts);
                return 0;
            }
            System.out.println("The report holds.");
            facts.remove("valid");
            Table table = new Table("WHAT", "SIGNED");
            facts.properties()
                    .forEach(each -> table.row(
                            each.getKey().replace('_', ' '), each.getValue().asText()));
            System.out.print(table);
            if (!report.keyGiven()) {
                System.out.println(
                        "The key lies beside the report, so this proves only that its files belong together; give --key to know who signed.");
            }
            return 0;
        } catch (InvalidReportException e) {
            if (json) {
                Json.print(
                        Json.object().put("valid", false).put("file", e.file()).put("reason", e.getMessage()));
            } else {
                System.err.printf("The report doesn't hold. %s%n", e.getMessage());
            }
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(directory), e);
        }
    }

    private static String text(Path key) {
        try {
            if (Files.size(key) > LARGEST_KEY) {
                throw new CommandException("%s has %,d bytes; expected a public key of at most %,d"
                        .formatted(key, Files.size(key), LARGEST_KEY));
            }
            return Files.readString(key);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(key), e);
        }
    }
}
