package io.bongsu.platform.engines;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that was started as a part of the platform, as written to its run file.
 *
 * @param part which part it is, for example {@code opensearch}
 * @param pid its process id
 * @param birth what tells it from a later process with the same id; see {@link #birth(long)}
 * @param startedAt when, in milliseconds since 1970
 * @param address where it answers: an URL, or {@code host:port}
 */
public record Child(
        @JsonProperty("part") String part,
        @JsonProperty("pid") long pid,
        @JsonProperty("birth") String birth,
        @JsonProperty("started_at") long startedAt,
        @JsonProperty("address") String address) {

    public Child {
        requireNonNull(part, "part");
        requireNonNull(birth, "birth");
        requireNonNull(address, "address");
    }

    /** Whether that very process still runs; a zombie that nobody has reaped doesn't. */
    public boolean alive() {
        return birth(pid).filter(birth::equals).isPresent();
    }

    ProcessHandle handle() {
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new EngineException("%s (process %d) has just ended".formatted(part, pid)));
    }

    /**
     * The moment a process was born, in a form that no other process of the same id can have: on Linux the boot's id and the kernel's
     * ticks since boot, elsewhere the start time. Not the start time on Linux too, because the JDK derives that from the wall clock,
     * which may be set while the process runs. Empty when no such process runs.
     */
    static Optional<String> birth(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (Files.isReadable(Path.of("/proc/self/stat"))) {
            try {
                String line = Files.readString(stat);
                // The second field, the program's name, stands in parentheses and may hold anything; the state comes
                // right after.
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                boolean dead = fields[0].equals("Z") || fields[0].equals("X");
                return dead
                        ? Optional.empty()
                        : Optional.of(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                                        .strip() + ":" + fields[19]);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(instant -> "started:" + instant.getEpochSecond());
    }
}
