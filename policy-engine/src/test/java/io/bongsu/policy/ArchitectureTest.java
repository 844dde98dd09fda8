package io.bongsu.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way imports point, and where each framework may be. */
@AnalyzeClasses(packages = "io.bongsu.policy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "io.bongsu.policy.catalogue..",
        "io.bongsu.policy.input..",
        "io.bongsu.policy.judge..",
        "io.bongsu.policy.finding..",
        "io.bongsu.policy.evaluation.."
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
                    "org.opensearch..",
                    "org.eclipse.microprofile..",
                    "io.bongsu.kit..",
                    "io.bongsu.policy.topology..",
                    "io.bongsu.policy.store..",
                    "io.bongsu.policy.api..");

    @ArchTest
    static final ArchRule STREAMS_STAY_IN_THE_TOPOLOGY = noClasses()
            .that()
            .resideOutsideOfPackage("io.bongsu.policy.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams..", "org.rocksdb..");

    @ArchTest
    static final ArchRule KAFKA_STAYS_IN_TOPOLOGY_AND_STORE = noClasses()
            .that()
            .resideOutsideOfPackages("io.bongsu.policy.topology..", "io.bongsu.policy.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule OPENSEARCH_STAYS_IN_THE_STORE = noClasses()
            .that()
            .resideOutsideOfPackage("io.bongsu.policy.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.opensearch..");

    @ArchTest
    static final ArchRule OTHER_SERVICES_ARE_NOT_IMPORTED = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.bongsu.collector..", "io.bongsu.console..", "io.bongsu.platform..", "io.bongsu.testing..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.bongsu.policy.(*)..").should().beFreeOfCycles();
}
