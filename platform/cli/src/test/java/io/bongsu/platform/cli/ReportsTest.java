package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path root = Path.of("/");

    @Test
    void addsUpTheReportsOfThisRunOnly() throws IOException {
        report("a/target/surefire-reports/TEST-A.xml", 10, 1, 2, 3, START.plusSeconds(1));
        report("b/c/target/surefire-reports/TEST-B.xml", 5, 0, 0, 0, START.plusSeconds(2));
        report("b/c/target/surefire-reports/TEST-Old.xml", 100, 100, 0, 0, START.minusSeconds(1));
        report("b/elsewhere/TEST-C.xml", 100, 100, 0, 0, START.plusSeconds(2));

        assertThat(Reports.since(root, FileTime.from(START))).hasToString("9 passed, 3 failed, 3 skipped");
    }

    private void report(String path, int tests, int failures, int errors, int skipped, Instant written)
            throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="x" name="x" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="tests=&quot;99&quot;"/>
                </testsuite>
                """
                        .formatted(tests, errors, skipped, failures));
        Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
