package io.bongsu.factory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.bongsu.factory.workflow.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Which way imports point, where each framework may be, and that every step has its page. */
@AnalyzeClasses(packages = "io.bongsu.factory", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.bongsu.factory.blueprint..",
        "io.bongsu.factory.request..",
        "io.bongsu.factory.quota..",
        "io.bongsu.factory.workflow..",
        "io.bongsu.factory.approval..",
        "io.bongsu.factory.intake.."
    };

    @ArchTest
    static final ArchRule DOMAIN_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "org.apache.kafka..",
                    "software.amazon..",
                    "com.github.kagkarlsson..",
                    "org.eclipse.microprofile..",
                    "io.bongsu.factory.aws..",
                    "io.bongsu.factory.steps..",
                    "io.bongsu.factory.handover..",
                    "io.bongsu.factory.scheduling..",
                    "io.bongsu.factory.api..");

    @ArchTest
    static final ArchRule AWS_STAYS_IN_ITS_PACKAGES = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.bongsu.factory",
                    "io.bongsu.factory.aws..",
                    "io.bongsu.factory.steps..",
                    "io.bongsu.factory.identity..",
                    "io.bongsu.factory.organization.live..",
                    "io.bongsu.factory.baseline..",
                    "io.bongsu.factory.gate..",
                    "io.bongsu.factory.certificate..",
                    "io.bongsu.factory.drift..",
                    "io.bongsu.factory.inventory..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule CLIENTS_ARE_MADE_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.bongsu.factory.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.http..");

    @ArchTest
    static final ArchRule KAFKA_STAYS_IN_TWO_PACKAGES = noClasses()
            .that()
            .resideOutsideOfPackages("io.bongsu.factory", "io.bongsu.factory.handover..", "io.bongsu.factory.trail..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule THE_SCHEDULER_STAYS_IN_SCHEDULING = noClasses()
            .that()
            .resideOutsideOfPackage("io.bongsu.factory.scheduling..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.kagkarlsson..");

    @ArchTest
    static final ArchRule OTHER_SERVICES_ARE_NOT_IMPORTED = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.bongsu.collector..",
                    "io.bongsu.policy..",
                    "io.bongsu.console..",
                    "io.bongsu.platform..",
                    "io.bongsu.testing..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.bongsu.factory.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void everyStepHasItsPage(JavaClasses classes) {
        Path pages = Path.of(System.getProperty("bongsu.root", "..")).resolve("docs/account-factory/steps");
        assertThat(classes.stream()
                        .filter(each -> each.isAssignableTo(Step.class)
                                && !each.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(each -> each.getSimpleName()
                                        .replaceAll("Step$", "")
                                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                                        .toLowerCase(Locale.ROOT)
                                + ".md"))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(Files.exists(pages.resolve(page)))
                        .as("%s", pages.resolve(page))
                        .isTrue());
    }
}
