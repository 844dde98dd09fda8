package io.bongsu.platform.cli;

import io.bongsu.platform.engines.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Resident memory of a process with its children (PostgreSQL has several). */
final class Memory {

    private static final String SMAPS = "smaps_rollup";

    private Memory() {}

    static OptionalLong resident(long pid) {
        long total = LongStream.concat(
                        LongStream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .mapToLong(ProcessHandle::pid))
                .map(Memory::one)
                .sum();
        return total > 0 ? OptionalLong.of(total) : OptionalLong.empty();
    }

    private static long one(long pid) {
        try {
            // The proportional share where the kernel tells it: PostgreSQL's processes share most of what each seems to
            // have.
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), SMAPS))) {
                if (line.startsWith("Pss:")) {
                    return kilobytes(line);
                }
            }
            return 0;
        } catch (IOException e) {
            Shell.Result ps = Shell.run(
                    List.of("ps", "-o", "rss=", "-p", Long.toString(pid)),
                    Map.of(),
                    Path.of("/"),
                    Duration.ofSeconds(5));
            return ps.exit() == 0 ? kilobytes(ps.output()) : 0;
        }
    }

    private static long kilobytes(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits) * 1024;
    }
}
