package io.bongsu.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Surefire's reports say.
 *
 * @param passed tests that passed
 * @param failed tests that failed or broke off
 * @param skipped tests that were not run
 */
record Reports(int passed, int failed, int skipped) {

    private static final Pattern SUITE = Pattern.compile("<testsuite\\b[^>]*>", Pattern.DOTALL);
    private static final int MAX_DEPTH = 6;

    /** Adds up every report below a directory that was written since then. */
    static Reports since(Path root, FileTime since) {
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        for (Path report : files(root)) {
            try {
                if (Files.getLastModifiedTime(report).compareTo(since) < 0) {
                    continue;
                }
                Matcher suite = SUITE.matcher(Files.readString(report));
                if (suite.find()) {
                    tests += number(suite.group(), "tests");
                    failed += number(suite.group(), "failures") + number(suite.group(), "errors");
                    skipped += number(suite.group(), "skipped");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("%s can't be read".formatted(report), e);
            }
        }
        return new Reports(tests - failed - skipped, failed, skipped);
    }

    @Override
    public String toString() {
        return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> walk = Files.walk(root, MAX_DEPTH)) {
            return new ArrayList<>(walk.filter(path -> path.getParent().endsWith("target/surefire-reports"))
                    .filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The test reports below %s can't be read".formatted(root), e);
        }
    }

    private static int number(String element, String attribute) {
        Matcher matcher = Pattern.compile("\\b" + attribute + "=\"([0-9]+)\"").matcher(element);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
