package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules are on metrics that there are, and each says what to do. */
final class AlertsTest {

    private static final Path ROOT = Path.of(System.getProperty("bongsu.root"));
    private static final List<String> SERVICES = List.of("collector", "policy-engine", "account-factory");

    /** What Micrometer appends to the name of a counter or a timer for Prometheus. */
    private static final Pattern SUFFIX = Pattern.compile("_(total|seconds_(count|sum|max|bucket)|seconds)$");

    private final String rules = read(ROOT.resolve("deploy/prometheus/bongsu-alerts.yaml"));

    @Test
    void everyMetricOfARuleIsServed() {
        Set<String> served = new TreeSet<>();
        SERVICES.forEach(service -> served.addAll(names(ROOT.resolve(service).resolve("target/classes"))));

        Set<String> used = new TreeSet<>();
        for (String expression : all("(?m)^ +expr: (.*)$")) {
            Matcher metric = Pattern.compile("\\bbongsu_[a-z_]+").matcher(expression);
            while (metric.find()) {
                used.add(SUFFIX.matcher(metric.group()).replaceFirst(""));
            }
        }

        assertThat(used).isNotEmpty();
        assertThat(served).containsAll(used);
    }

    @Test
    void everyAlertHasItsSectionAndEverySectionItsAlert() {
        List<String> alerts = all("(?m)^ +- alert: (\\w+)$");
        String operations = read(ROOT.resolve("docs/operations.md"));
        List<String> sections = new ArrayList<>();
        Matcher section = Pattern.compile("(?m)^### (Bongsu\\w+)$").matcher(operations);
        while (section.find()) {
            sections.add(section.group(1));
        }

        assertThat(alerts).doesNotHaveDuplicates();
        assertThat(sections).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(all("(?m)^ +runbook_url: docs/operations\\.md#(\\w+)$"))
                .containsExactlyElementsOf(alerts.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private List<String> all(String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(rules);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** The texts of the bytecode that look like a meter's name, as Prometheus writes them. */
    private static Set<String> names(Path classes) {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> walk = Files.walk(classes)) {
            for (Path file :
                    walk.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassFile.of().parse(file).constantPool().forEach(entry -> {
                    if (entry instanceof StringEntry text && text.stringValue().startsWith("bongsu.")) {
                        names.add(text.stringValue().replace('.', '_'));
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read; build the module first".formatted(classes), e);
        }
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
    }
}
