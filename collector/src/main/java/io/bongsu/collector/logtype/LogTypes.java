package io.bongsu.collector.logtype;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All log types of an installation, from {@code log-types/<type>/type.yaml}. */
public final class LogTypes {

    /** Where no type is known; a name in metrics and dead letters. */
    public static final String UNKNOWN = "unknown";

    private static final ObjectMapper YAML = new YAMLMapper();

    private final Path directory;
    private final List<LogType> types;

    private LogTypes(Path directory, List<LogType> types) {
        this.directory = directory;
        this.types = List.copyOf(types);
    }

    /**
     * Reads every type of a directory.
     *
     * @throws IllegalArgumentException when a file is not as it should be; the message names the file and the fault
     */
    public static LogTypes load(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            List<LogType> types = children.map(child -> child.resolve("type.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(LogTypes::read)
                    .toList();
            if (types.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s holds no <type>/type.yaml; point COLLECTOR_LOG_TYPES_DIRECTORY at collector/log-types"
                                .formatted(directory));
            }
            return new LogTypes(directory, types);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s can't be listed; point COLLECTOR_LOG_TYPES_DIRECTORY at collector/log-types"
                            .formatted(directory),
                    e);
        }
    }

    private static LogType read(Path file) {
        try {
            LogTypeFile content = YAML.readValue(file.toFile(), LogTypeFile.class);
            String folder = file.getParent().getFileName().toString();
            if (!content.name().equals(folder)) {
                throw new IllegalArgumentException(
                        "name is '%s'; expected '%s' like its folder".formatted(content.name(), folder));
            }
            return new LogType(content);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
    }

    public List<LogType> all() {
        return types;
    }

    /** A file beside a type's {@code type.yaml}, or beside the types. */
    public Path file(String relative) {
        return directory.resolve(relative);
    }

    /** Whether an object is one of AWS's own that hold no records. */
    public boolean ignores(String key) {
        return types.stream().anyMatch(type -> type.ignores(key));
    }

    /** The type whose objects have such keys. */
    public Optional<LogType> byKey(String key) {
        return types.stream().filter(type -> type.recognisesKey(key)).findFirst();
    }

    /** The type whose objects begin like this; for objects that somebody put under a name of their own. */
    public Optional<LogType> byContent(String beginning) {
        return types.stream().filter(type -> type.recognisesContent(beginning)).findFirst();
    }

    public Optional<LogType> byName(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
