package io.bongsu.factory;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
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
        settings.put("account-factory.policy-engine-url", "http://127.0.0.1:1");
        settings.put("account-factory.aws.endpoint", aws.toString());
        settings.put("account-factory.aws.timeout-seconds", "10");
        settings.put("account-factory.organization.ous.sandbox", organization.ou("sandbox"));
        settings.put("account-factory.organization.ous.prod", organization.ou("prod"));
        settings.put("account-factory.organization.holding-ou", organization.ou("holding"));
        settings.put("account-factory.organization.account-limit", "10000");
        settings.put("account-factory.closing.quarantine-ou", organization.ou("quarantine"));
        settings.put("account-factory.drift.pace", "PT0S");
        contact(settings, "security");
        contact(settings, "operations");
        contact(settings, "billing");
        settings.put("account-factory.email.template", "aws+{name}@company.example");
        settings.put("account-factory.email.domains", "company.example");
        settings.put("account-factory.approval.opa-url", opa.toString());
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

    private static void contact(Map<String, String> settings, String kind) {
        String prefix = "account-factory.organization.contacts." + kind + ".";
        settings.put(prefix + "name", "Kim " + kind);
        settings.put(prefix + "title", "Head of " + kind);
        settings.put(prefix + "email", kind + "@company.example");
        settings.put(prefix + "phone", "+82 2 1234 5678");
    }
}
