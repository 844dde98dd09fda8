package io.bongsu.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way imports point in the collector: the log semantics know no framework, each client library stays where it is needed. */
@AnalyzeClasses(packages = "io.bongsu.collector", importOptions = ImportOption.DoNotIncludeTests.class)
final class DependencyDirectionTest {

    @ArchTest
    static final ArchRule logSemanticsKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage("..codec..", "..logtype..", "..document..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "org.opensearch..",
                    "software.amazon..",
                    "io.micrometer..",
                    "io.bongsu.kit..");

    @ArchTest
    static final ArchRule onlyShipKnowsAws = noClasses()
            .that()
            .resideOutsideOfPackage("..ship..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyIndexKnowsOpenSearch = noClasses()
            .that()
            .resideOutsideOfPackage("..index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.opensearch..");

    @ArchTest
    static final ArchRule theRolesDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("..ship..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..index..");

    @ArchTest
    static final ArchRule servicesImportNothingOfOneAnother = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("io.bongsu.policy..", "io.bongsu.console..", "io.bongsu.platform..");
}
