package io.bongsu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.CatalogueReader;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.catalogue.Rule;
import io.bongsu.testing.OpaServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds compliance-packs/ to its own rules: format, strict compilation, tests with full coverage, the same files in every folder. */
class CompliancePacksIT {

    private static final Path PACKS = Path.of(System.getProperty("bongsu.root", ".."))
            .resolve("compliance-packs")
            .toAbsolutePath()
            .normalize();
    private static final List<String> RULE_FILES = List.of("README.ko.md", "README.md", "rule.rego", "rule_test.rego");

    @Test
    void everyFileIsFormatted() throws IOException, InterruptedException {
        assertThat(opa("fmt", "--fail", "--list", ".")).isEqualTo(new Result(0, ""));
    }

    @Test
    void everythingCompilesStrictly() throws IOException, InterruptedException {
        assertThat(opa("check", "--strict", "--ignore", "*.yaml", ".")).isEqualTo(new Result(0, ""));
    }

    @Test
    void everyTestPassesAndEveryLineIsCovered() throws IOException, InterruptedException {
        Result tests = opa("test", "--ignore", "*.yaml", ".");
        assertThat(tests.exit()).as(tests.output()).isZero();

        Result coverage = opa("test", "--coverage", "--threshold", "100", "--ignore", "*.yaml", ".");
        String end = coverage.output().substring(Math.max(0, coverage.output().length() - 500));
        assertThat(coverage.exit()).as(end).isZero();
    }

    @Test
    void everyRuleFolderHasTheSameFiles() throws IOException {
        try (Stream<Path> folders = Files.find(
                PACKS.resolve("rules"),
                2,
                (path, attributes) -> attributes.isDirectory()
                        && PACKS.resolve("rules").relativize(path).getNameCount() == 2)) {
            List<Path> all = folders.toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(12).allSatisfy(folder -> assertThat(names(folder))
                    .as(folder.toString())
                    .isEqualTo(RULE_FILES));
        }
        try (Stream<Path> folders = Files.list(PACKS.resolve("packs"))) {
            assertThat(folders).isNotEmpty().allSatisfy(folder -> assertThat(names(folder))
                    .contains("README.ko.md", "README.md", "pack.yaml"));
        }
    }

    @Test
    void everyRuleIsUnderstoodAndAnswersAControl() {
        Catalogue catalogue = CatalogueReader.read(PACKS);

        assertThat(catalogue.rules()).hasSizeGreaterThanOrEqualTo(12).allSatisfy(rule -> {
            assertThat(rule.controls()).as(rule.id()).isNotEmpty();
            assertThat(rule.references()).as(rule.id()).isNotEmpty();
        });
    }

    @Test
    void packHasAllHundredAndOneControls() {
        Pack pack = CatalogueReader.read(PACKS).pack("isms-p").orElseThrow();

        Map<String, Long> byDomain = pack.controls().stream()
                .collect(Collectors.groupingBy(control -> control.id().substring(0, 1), Collectors.counting()));
        // The criteria of 2023-10-31: 16 on the management system, 64 on protection measures, 21 on personal
        // information.
        assertThat(byDomain).isEqualTo(Map.of("1", 16L, "2", 64L, "3", 21L));
        assertThat(pack.controls())
                .extracting(Pack.Control::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("\\d\\.\\d{1,2}\\.\\d{1,2}"));
    }

    @Test
    void everyGuardrailAnswersAControl() {
        Catalogue catalogue = CatalogueReader.read(PACKS);

        assertThat(catalogue.packs().stream()
                        .flatMap(pack -> pack.controls().stream())
                        .flatMap(control -> control.rules().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        catalogue.rules().stream().map(Rule::id).toList());
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(folder.toString(), e);
        }
    }

    private record Result(int exit, String output) {}

    private static Result opa(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(OpaServer.program().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(PACKS.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
