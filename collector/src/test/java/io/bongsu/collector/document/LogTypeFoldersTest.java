package io.bongsu.collector.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.collector.codec.Piece;
import io.bongsu.collector.codec.RecordCodec;
import io.bongsu.collector.document.DocumentWriter.Form;
import io.bongsu.collector.logtype.IdentifiedRecord;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.collector.logtype.SourceObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder in log-types/ has the same files, and each of its samples becomes the documents that lie beside it. To see what a changed type
 * makes of its samples, run with {@code -Dbongsu.samples.write=true} and read the difference.
 */
final class LogTypeFoldersTest {

    private static final Path DIRECTORY = Path.of("log-types");
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final LogTypes TYPES = LogTypes.load(DIRECTORY);
    private static final int MAX_MAPPED_FIELDS = 250;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static List<String> types() {
        return TYPES.all().stream().map(LogType::name).toList();
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().endsWith("samples"))
                    .filter(file -> !file.toString().endsWith(".expected.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFolderHasItsFiles(String type) {
        Path folder = DIRECTORY.resolve(type);

        assertThat(folder.resolve("type.yaml")).isRegularFile();
        assertThat(folder.resolve("index-template.json")).isRegularFile();
        assertThat(folder.resolve("README.md")).isRegularFile();
        assertThat(folder.resolve("README.ko.md")).isRegularFile();
        assertThat(folder.resolve("samples")).isNotEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("types")
    void headAndTypeTogetherMapFewFields(String type) throws IOException {
        int head = fields(DIRECTORY.resolve("head-template.json"));
        int own = fields(DIRECTORY.resolve(type).resolve("index-template.json"));

        assertThat(head + own).isLessThan(MAX_MAPPED_FIELDS);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyHeadFieldIsMapped(String type) {
        Mapping head = Mapping.read(DIRECTORY.resolve("head-template.json"));

        for (String name : TYPES.byName(type).orElseThrow().headNames()) {
            Mapping place = head;
            for (String step : name.split("\\.")) {
                place = place.at(step);
            }
            assertThat(place.kind()).as(name).isEqualTo(Mapping.Kind.SCALAR);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleBecomesTheDocumentsBesideIt(Path sample) throws IOException {
        LogType type = TYPES.byName(sample.getParent().getParent().getFileName().toString())
                .orElseThrow();
        Path beside = sample.resolveSibling(sample.getFileName() + ".expected.json");
        JsonNode documents = documents(type, sample);

        if (Boolean.getBoolean("bongsu.samples.write")) {
            JSON.writeValue(beside.toFile(), documents);
        }

        assertThat(documents).isEqualTo(JSON.readTree(beside.toFile()));
    }

    private static JsonNode documents(LogType type, Path sample) throws IOException {
        Mapping mapping = Mapping.read(DIRECTORY.resolve(type.name()).resolve("index-template.json"));
        DocumentWriter writer = new DocumentWriter(type, mapping, Clock.fixed(NOW, ZoneOffset.UTC));
        SourceObject source = new SourceObject(
                "s3://logs/" + sample.getFileName(), sample.getFileName().toString());
        ArrayNode documents = JSON.createArrayNode();
        RecordCodec codec = type.codec().open(new ByteArrayInputStream(Files.readAllBytes(sample)), 1 << 20);
        for (Piece piece = codec.next(); piece != null; piece = codec.next()) {
            assertThat(piece).isInstanceOf(Piece.Record.class);
            IdentifiedRecord record = type.identify((Piece.Record) piece, source, NOW);
            Origin origin = new Origin(
                    record.account(),
                    record.region(),
                    record.time(),
                    source.uri(),
                    record.position(),
                    "topic-0@0",
                    record.schema());
            ObjectNode document = documents.addObject();
            document.put("_id", record.id());
            document.set("_source", JSON.readTree(writer.write(record.bytes(), origin, Form.PLAIN)));
        }
        return documents;
    }

    private static int fields(Path template) throws IOException {
        return fields(JSON.readTree(template.toFile()).at("/mappings/properties"));
    }

    private static int fields(JsonNode properties) {
        int count = 0;
        for (JsonNode field : properties) {
            count += 1 + fields(field.path("properties"));
        }
        return count;
    }
}
