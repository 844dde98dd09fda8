package io.bongsu.factory;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a factory under test. */
final class Settings {

    private Settings() {}

    static Map<String, String> of(URI aws, URI opa, TestOrganization organization) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(
                "account-factory.blueprints-directory",
                Path.of(System.getProperty("bongsu.root", ".."))
                        .resolve("account-factory/blueprints")
                        .toAbsolutePath()
                        .toString());
        settings.put("account-factory.policy-engine-url", TestJudge.shared().toString());
        settings.put("account-factory.aws.endpoint", aws.toString());
        settings.put("account-factory.aws.timeout-seconds", "10");
        settings.put("account-factory.organization.ous.sandbox", organization.ou("sandbox"));
        settings.put("account-factory.organization.ous.prod", organization.ou("prod"));
        settings.put("account-factory.organization.holding-ou", organization.ou("holding"));
        settings.put("account-factory.organization.account-limit", "10000");
        settings.put("account-factory.organization.security-account", organization.securityAccount());
        settings.put("account-factory.log-archive.bucket", organization.trail().bucket());
        settings.put("account-factory.log-archive.trail", organization.trail().arn());
        settings.put(
                "account-factory.log-archive.trail-bucket", organization.trail().bucket());
        settings.put("account-factory.certificate.key-file", keyFile().toString());
        contact(settings, "security");
        contact(settings, "operations");
        contact(settings, "billing");
        settings.put("account-factory.email.template", "aws+{name}@company.example");
        settings.put("account-factory.email.domains", "company.example");
        settings.put("account-factory.approval.opa-url", opa.toString());
        return settings;
    }

    /** With a blueprint that has no baseline, and a judge that lets every account through. */
    static Map<String, String> bare(URI aws, URI opa, TestOrganization organization) {
        Map<String, String> settings = of(aws, opa, organization);
        settings.put(
                "account-factory.blueprints-directory",
                Path.of("src/test/resources/bare-blueprints").toAbsolutePath().toString());
        settings.put("account-factory.policy-engine-url", TestJudge.lenient().toString());
        return settings;
    }

    static AccountFactoryConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AccountFactoryConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(AccountFactoryConfig.class);
    }

    /** In a directory of its own, where the factory makes it. */
    private static Path keyFile() {
        try {
            return Files.createTempDirectory("bongsu-certificate-key").resolve("key.pem");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void contact(Map<String, String> settings, String kind) {
        String prefix = "account-factory.organization.contacts." + kind + ".";
        settings.put(prefix + "name", "Kim " + kind);
        settings.put(prefix + "title", "Head of " + kind);
        settings.put(prefix + "email", kind + "@company.example");
        settings.put(prefix + "phone", "+82 2 1234 5678");
    }
}
