package io.bongsu.collector.ship;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.kit.ProblemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to read a directory or a bucket prefix, and how far it is.
 *
 * @param id its name
 * @param location {@code /absolute/directory} or {@code s3://bucket/prefix}
 * @param state where it stands
 * @param objects read so far
 * @param bytes of the objects read so far, as stored
 * @param records put on Kafka so far, by log type
 * @param quarantined dead letters so far
 * @param error why it failed
 */
public record Ingest(
        String id,
        String location,
        State state,
        long objects,
        long bytes,
        Map<String, Long> records,
        long quarantined,
        @Nullable String error) {

    /** Where a request stands; the names are lower case in JSON. */
    public enum State {
        queued,
        running,
        done,
        failed
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_METADATA_TEXT = 1_000;
    private static final Pattern S3 = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    public Ingest {
        requireNonNull(id, "id");
        requireNonNull(location, "location");
        requireNonNull(state, "state");
        records = Map.copyOf(records);
    }

    static Ingest queued(String id, String location) {
        return new Ingest(id, location, State.queued, 0, 0, Map.of(), 0, null);
    }

    Ingest with(State newState, ShippedObject shipped, @Nullable String newError) {
        return new Ingest(
                id,
                location,
                newState,
                shipped.objects(),
                shipped.bytes(),
                shipped.records(),
                shipped.quarantined(),
                newError);
    }

    /** The request as a commit's metadata; texts are cut so that it stays below Kafka's 4,096 characters. */
    String toMetadata() {
        try {
            return JSON.writeValueAsString(new Ingest(
                    id, cut(location), state, objects, bytes, records, quarantined, error == null ? null : cut(error)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request can always be written", e);
        }
    }

    /** Reads back what {@link #toMetadata} wrote, if it did. */
    static Optional<Ingest> ofMetadata(@Nullable String metadata) {
        try {
            return metadata == null || metadata.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JSON.readValue(metadata, Ingest.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_METADATA_TEXT ? text.substring(0, MAX_METADATA_TEXT) : text;
    }

    /** Where objects are. */
    sealed interface Location {
        record Directory(Path path) implements Location {}

        record Prefix(String bucket, String prefix) implements Location {}
    }

    /** Reads a location as a person writes it. */
    static Location parse(String location) {
        Matcher s3 = S3.matcher(location);
        if (s3.matches()) {
            return new Location.Prefix(s3.group(1), s3.group(2) == null ? "" : s3.group(2));
        }
        if (location.startsWith("/")) {
            return new Location.Directory(Path.of(location));
        }
        throw ProblemException.badRequest(
                "location is '%s'; expected an absolute directory or s3://bucket/prefix".formatted(location));
    }
}
