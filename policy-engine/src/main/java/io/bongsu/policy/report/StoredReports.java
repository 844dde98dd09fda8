package io.bongsu.policy.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.reports.Format;
import io.bongsu.reports.Language;
import io.bongsu.reports.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports on disk: {@code <id>/wish.json}, the files below {@code <id>/files/}, and {@code <id>/failure.json} where it failed. The signature of
 * the manifest is written last and says that a report is complete; so no other record of its state can disagree with its files.
 */
final class StoredReports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WISH = "wish.json";
    private static final String FAILURE = "failure.json";

    private final Path root;

    StoredReports(Path root) {
        this.root = root;
        try {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of reports %s can't be made".formatted(root), e);
        }
    }

    /** A report as the disk has it. */
    record Stored(String id, ReportWish wish, Instant askedAt, boolean complete, @Nullable String failure) {}

    /** Where a report's files are. */
    Path files(String id) {
        return root.resolve(id).resolve("files");
    }

    void add(String id, ReportWish wish, Instant askedAt) {
        ObjectNode json = JSON.createObjectNode();
        json.put("asked_at", askedAt.toString());
        json.put("standard", wish.standard());
        json.put("as_of", wish.asOf().toString());
        wish.accounts().forEach(json.putArray("accounts")::add);
        json.set("formats", JSON.valueToTree(wish.formats()));
        json.set("languages", JSON.valueToTree(wish.languages()));
        json.put("csv_bom", wish.csvBom());
        try {
            Files.createDirectory(root.resolve(id));
            write(root.resolve(id).resolve(WISH), json);
        } catch (IOException e) {
            throw new UncheckedIOException("The report %s can't be kept in %s".formatted(id, root), e);
        }
    }

    /** An empty place for the files; what an earlier attempt left is thrown away. */
    Path fresh(String id) throws IOException {
        delete(files(id));
        Files.deleteIfExists(root.resolve(id).resolve(FAILURE));
        return Files.createDirectory(files(id));
    }

    void failed(String id, String reason, Instant at) {
        try {
            delete(files(id));
            write(
                    root.resolve(id).resolve(FAILURE),
                    JSON.createObjectNode().put("reason", reason).put("at", at.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The failure of report %s can't be kept in %s".formatted(id, root), e);
        }
    }

    Optional<Stored> find(String id) {
        Path directory = root.resolve(id);
        if (!Files.isRegularFile(directory.resolve(WISH))) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(directory.resolve(WISH).toFile());
            Path failure = directory.resolve(FAILURE);
            return Optional.of(new Stored(
                    id,
                    wish(json),
                    Instant.parse(json.path("asked_at").asText()),
                    Files.exists(files(id).resolve(Manifest.SIGNATURE)),
                    Files.exists(failure)
                            ? JSON.readTree(failure.toFile()).path("reason").asText()
                            : null));
        } catch (IOException e) {
            throw new UncheckedIOException("The report %s in %s can't be read".formatted(id, root), e);
        }
    }

    /** The newest first. */
    List<Stored> all() {
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .flatMap(each -> find(each.getFileName().toString()).stream())
                    .sorted(Comparator.comparing(Stored::askedAt)
                            .thenComparing(Stored::id)
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The reports in %s can't be listed".formatted(root), e);
        }
    }

    /** The files of a complete report. */
    List<ReportView.File> list(String id) {
        try (Stream<Path> files = Files.list(files(id))) {
            List<ReportView.File> list = new ArrayList<>();
            for (Path each : files.sorted().toList()) {
                list.add(new ReportView.File(each.getFileName().toString(), Files.size(each)));
            }
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException("The files of report %s can't be listed".formatted(id), e);
        }
    }

    /** When the newest of the marks that end a report was written. */
    Instant ended(String id) {
        try {
            Path signature = files(id).resolve(Manifest.SIGNATURE);
            Path mark = Files.exists(signature) ? signature : root.resolve(id).resolve(FAILURE);
            return Files.getLastModifiedTime(mark).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("The report %s in %s can't be read".formatted(id, root), e);
        }
    }

    void remove(String id) {
        try {
            delete(root.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException("The report %s in %s can't be removed".formatted(id, root), e);
        }
    }

    private static ReportWish wish(JsonNode json) {
        List<String> accounts = new ArrayList<>();
        json.path("accounts").forEach(each -> accounts.add(each.asText()));
        List<Format> formats = new ArrayList<>();
        json.path("formats").forEach(each -> formats.add(Format.valueOf(each.asText())));
        List<Language> languages = new ArrayList<>();
        json.path("languages").forEach(each -> languages.add(Language.valueOf(each.asText())));
        return new ReportWish(
                json.path("standard").asText(),
                Instant.parse(json.path("as_of").asText()),
                accounts,
                formats,
                languages,
                json.path("csv_bom").asBoolean());
    }

    private static void write(Path file, JsonNode json) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        JSON.writeValue(fresh.toFile(), json);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
