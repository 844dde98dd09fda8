package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFactoryConfigTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final Map<String, String> REQUIRED = Map.of(
            "account-factory.blueprints-directory", "blueprints",
            "account-factory.policy-engine-url", "http://127.0.0.1:8082",
            "account-factory.organization.ous.sandbox", "ou-ab12-11111111",
            "account-factory.organization.holding-ou", "ou-ab12-22222222",
            "account-factory.log-archive.bucket", "org-log-archive",
            "account-factory.email.template", "aws+{name}@company.example",
            "account-factory.email.domains", "company.example",
            "account-factory.approval.opa-url", "http://127.0.0.1:8181");

    @Test
    void defaults() {
        AccountFactoryConfig config = config(Map.of());

        assertThat(config.blueprintsDirectory()).isEqualTo(Path.of("blueprints"));
        assertThat(config.policyEngineUrl()).isEqualTo(URI.create("http://127.0.0.1:8082"));
        assertThat(config.aws().region()).isEqualTo("ap-northeast-2");
        assertThat(config.aws().globalRegion()).isEqualTo("us-east-1");
        assertThat(config.aws().endpoint()).isEmpty();
        assertThat(config.aws().memberRole()).isEqualTo("OrganizationAccountAccessRole");
        assertThat(config.aws().timeoutSeconds()).isEqualTo(30);
        assertThat(config.organization().ous()).containsExactly(Map.entry("sandbox", "ou-ab12-11111111"));
        assertThat(config.organization().accountLimit()).isEqualTo(10);
        assertThat(config.organization().inventoryMaxAge()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.organization().contacts()).isEmpty();
        assertThat(config.organization().securityAccount()).isEmpty();
        assertThat(config.logArchive().bucket()).isEqualTo("org-log-archive");
        assertThat(config.logArchive().prefix()).isEmpty();
        assertThat(config.logArchive().trail()).isEmpty();
        assertThat(config.logArchive().trailBucket()).isEmpty();
        assertThat(config.certificate().keyFile()).isEmpty();
        assertThat(config.certificate().kmsKey()).isEmpty();
        assertThat(config.certificate().issuer()).isEqualTo("Bongsu account factory");
        assertThat(config.email().domains()).containsExactly("company.example");
        assertThat(config.approval().expiry()).isEqualTo(Duration.ofDays(14));
        assertThat(config.approval().parameters()).isEmpty();
        assertThat(config.quotas().enforced()).isTrue();
        assertThat(config.quotas().rates()).isEmpty();
        assertThat(config.quotas().creating()).isEqualTo(5);
        assertThat(config.quotas().closing()).isEqualTo(3);
        assertThat(config.quotas().assigning()).isEqualTo(10);
        assertThat(config.workflow().threads()).isEqualTo(8);
        assertThat(config.workflow().pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.workflow().heartbeat()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.workflow().creationHiddenFor()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.webhook().url()).isEmpty();
        assertThat(config.webhook().keyFile()).isEmpty();
        assertThat(config.drift().sweepInterval()).isEqualTo(Duration.ofHours(6));
        assertThat(config.drift().pace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.drift().ownPrincipals()).hasSize(1);
        assertThat("arn:aws:sts::111122223333:assumed-role/bongsu-account-factory/1")
                .matches(config.drift().ownPrincipals().getFirst());
        assertThat("arn:aws:sts::111122223333:assumed-role/OrganizationAccountAccessRole/bongsu-account-factory")
                .matches(config.drift().ownPrincipals().getFirst());
        assertThat("arn:aws:sts::111122223333:assumed-role/Admin/kim")
                .doesNotMatch(config.drift().ownPrincipals().getFirst());
        assertThat(config.closing().quarantineOu()).isEmpty();
        assertThat(config.closing().quarantinePolicy()).isEqualTo("bongsu-quarantine");
        assertThat(config.closing().soak()).isEqualTo(Duration.ofDays(7));
        assertThat(config.closing().quota()).isEqualTo(250);
        assertThat(config.closing().neededAccounts()).isEmpty();
    }

    @Test
    void everySettingIsMapped() {
        AccountFactoryConfig config = config(Map.ofEntries(
                Map.entry("account-factory.aws.region", "eu-west-1"),
                Map.entry("account-factory.aws.global-region", "us-gov-west-1"),
                Map.entry("account-factory.aws.endpoint", "http://127.0.0.1:5000"),
                Map.entry("account-factory.aws.member-role", "Vending"),
                Map.entry("account-factory.aws.timeout-seconds", "5"),
                Map.entry("account-factory.organization.account-limit", "500"),
                Map.entry("account-factory.organization.inventory-max-age", "PT1M"),
                Map.entry("account-factory.organization.contacts.security.name", "Kim"),
                Map.entry("account-factory.organization.contacts.security.title", "CISO"),
                Map.entry("account-factory.organization.contacts.security.email", "s@company.example"),
                Map.entry("account-factory.organization.contacts.security.phone", "+82 2 1"),
                Map.entry("account-factory.organization.security-account", "111122223333"),
                Map.entry("account-factory.log-archive.prefix", "config"),
                Map.entry(
                        "account-factory.log-archive.trail",
                        "arn:aws:cloudtrail:ap-northeast-2:111122223333:trail/organization"),
                Map.entry("account-factory.log-archive.trail-bucket", "org-trail"),
                Map.entry("account-factory.certificate.key-file", "certificate.pem"),
                Map.entry("account-factory.certificate.kms-key", "alias/certificates"),
                Map.entry("account-factory.certificate.issuer", "Company"),
                Map.entry("account-factory.approval.expiry", "P1D"),
                Map.entry("account-factory.approval.parameters.roles", "[\"lead\"]"),
                Map.entry("account-factory.quotas.enforced", "false"),
                Map.entry("account-factory.quotas.rates.\"organizations:CreateAccount\".per-second", "0.2"),
                Map.entry("account-factory.quotas.rates.\"organizations:CreateAccount\".burst", "4"),
                Map.entry("account-factory.quotas.creating", "6"),
                Map.entry("account-factory.quotas.closing", "4"),
                Map.entry("account-factory.quotas.assigning", "11"),
                Map.entry("account-factory.workflow.threads", "2"),
                Map.entry("account-factory.workflow.poll-interval", "PT2S"),
                Map.entry("account-factory.workflow.heartbeat", "PT3S"),
                Map.entry("account-factory.workflow.creation-hidden-for", "PT4M"),
                Map.entry("account-factory.webhook.url", "https://hooks.company.example/vended"),
                Map.entry("account-factory.webhook.key-file", "key"),
                Map.entry("account-factory.drift.own-principals", ".*/robot"),
                Map.entry("account-factory.drift.sweep-interval", "PT1H"),
                Map.entry("account-factory.drift.pace", "PT0.5S"),
                Map.entry("account-factory.closing.quarantine-ou", "ou-ab12-33333333"),
                Map.entry("account-factory.closing.quarantine-policy", "deny-all"),
                Map.entry("account-factory.closing.soak", "P30D"),
                Map.entry("account-factory.closing.quota", "10"),
                Map.entry("account-factory.closing.needed-accounts", "111122223333,444455556666")));

        assertThat(config.aws().region()).isEqualTo("eu-west-1");
        assertThat(config.aws().globalRegion()).isEqualTo("us-gov-west-1");
        assertThat(config.aws().endpoint()).contains(URI.create("http://127.0.0.1:5000"));
        assertThat(config.aws().memberRole()).isEqualTo("Vending");
        assertThat(config.aws().timeoutSeconds()).isEqualTo(5);
        assertThat(config.organization().accountLimit()).isEqualTo(500);
        assertThat(config.organization().inventoryMaxAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.organization().contacts().get("security").phone()).isEqualTo("+82 2 1");
        assertThat(config.organization().securityAccount()).contains("111122223333");
        assertThat(config.logArchive().prefix()).contains("config");
        assertThat(config.logArchive().trail())
                .contains("arn:aws:cloudtrail:ap-northeast-2:111122223333:trail/organization");
        assertThat(config.logArchive().trailBucket()).contains("org-trail");
        assertThat(config.certificate().keyFile()).contains(Path.of("certificate.pem"));
        assertThat(config.certificate().kmsKey()).contains("alias/certificates");
        assertThat(config.certificate().issuer()).isEqualTo("Company");
        assertThat(config.approval().expiry()).isEqualTo(Duration.ofDays(1));
        assertThat(config.approval().parameters()).containsEntry("roles", "[\"lead\"]");
        assertThat(config.quotas().enforced()).isFalse();
        assertThat(config.quotas().rates().get("organizations:CreateAccount").perSecond())
                .isEqualTo(0.2);
        assertThat(config.quotas().rates().get("organizations:CreateAccount").burst())
                .isEqualTo(4);
        assertThat(config.quotas().creating()).isEqualTo(6);
        assertThat(config.quotas().closing()).isEqualTo(4);
        assertThat(config.quotas().assigning()).isEqualTo(11);
        assertThat(config.workflow().threads()).isEqualTo(2);
        assertThat(config.workflow().pollInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.workflow().heartbeat()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.workflow().creationHiddenFor()).isEqualTo(Duration.ofMinutes(4));
        assertThat(config.webhook().url()).contains(URI.create("https://hooks.company.example/vended"));
        assertThat(config.webhook().keyFile()).contains(Path.of("key"));
        assertThat(config.drift().ownPrincipals()).containsExactly(".*/robot");
        assertThat(config.drift().sweepInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.drift().pace()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.closing().quarantineOu()).contains("ou-ab12-33333333");
        assertThat(config.closing().quarantinePolicy()).isEqualTo("deny-all");
        assertThat(config.closing().soak()).isEqualTo(Duration.ofDays(30));
        assertThat(config.closing().quota()).isEqualTo(10);
        assertThat(config.closing().neededAccounts().orElseThrow()).containsExactly("111122223333", "444455556666");
    }

    @Test
    void defaultsOfNetworkOrganizationAndHooks() {
        AccountFactoryConfig config = config(Map.of());

        assertThat(config.aws().identityCenterRegion()).isEmpty();
        assertThat(config.network().account()).isEmpty();
        assertThat(config.network().resourceShare()).isEmpty();
        assertThat(config.network().flowLogDestination()).isEmpty();
        assertThat(config.organization().documentsDirectory()).isEmpty();
        assertThat(config.organization().limits().scpCharacters()).isEqualTo(10_240);
        assertThat(config.organization().limits().rcpCharacters()).isEqualTo(5_120);
        assertThat(config.organization().limits().scpsPerTarget()).isEqualTo(10);
        assertThat(config.organization().limits().rcpsPerTarget()).isEqualTo(5);
        assertThat(config.organization().limits().ous()).isEqualTo(2_000);
        assertThat(config.organization().limits().permissionSets()).isEqualTo(2_000);
        assertThat(config.organization().limits().permissionSetsPerAccount()).isEqualTo(50);
        assertThat(config.terraform().keyFile()).isEmpty();
        assertThat(config.terraform().callbackUrl()).isEmpty();
        assertThat(config.terraform().expiry()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void everySettingOfNetworkOrganizationAndHooksIsMapped() {
        AccountFactoryConfig config = config(Map.ofEntries(
                Map.entry("account-factory.aws.identity-center-region", "us-east-1"),
                Map.entry("account-factory.network.account", "111122223333"),
                Map.entry(
                        "account-factory.network.resource-share",
                        "arn:aws:ram:ap-northeast-2:111122223333:resource-share/1"),
                Map.entry("account-factory.network.flow-log-destination", "arn:aws:s3:::log-archive"),
                Map.entry("account-factory.organization.documents-directory", "policies"),
                Map.entry("account-factory.organization.limits.scp-characters", "1"),
                Map.entry("account-factory.organization.limits.rcp-characters", "2"),
                Map.entry("account-factory.organization.limits.scps-per-target", "3"),
                Map.entry("account-factory.organization.limits.rcps-per-target", "4"),
                Map.entry("account-factory.organization.limits.ous", "5"),
                Map.entry("account-factory.organization.limits.permission-sets", "6"),
                Map.entry("account-factory.organization.limits.permission-sets-per-account", "7"),
                Map.entry("account-factory.terraform.key-file", "key"),
                Map.entry("account-factory.terraform.callback-url", "https://factory.company.example"),
                Map.entry("account-factory.terraform.expiry", "PT1H")));

        assertThat(config.aws().identityCenterRegion()).contains("us-east-1");
        assertThat(config.network().account()).contains("111122223333");
        assertThat(config.network().resourceShare()).isPresent();
        assertThat(config.network().flowLogDestination()).contains("arn:aws:s3:::log-archive");
        assertThat(config.organization().documentsDirectory()).contains(Path.of("policies"));
        assertThat(config.organization().limits().scpCharacters()).isEqualTo(1);
        assertThat(config.organization().limits().rcpCharacters()).isEqualTo(2);
        assertThat(config.organization().limits().scpsPerTarget()).isEqualTo(3);
        assertThat(config.organization().limits().rcpsPerTarget()).isEqualTo(4);
        assertThat(config.organization().limits().ous()).isEqualTo(5);
        assertThat(config.organization().limits().permissionSets()).isEqualTo(6);
        assertThat(config.organization().limits().permissionSetsPerAccount()).isEqualTo(7);
        assertThat(config.terraform().keyFile()).contains(Path.of("key"));
        assertThat(config.terraform().callbackUrl()).contains(URI.create("https://factory.company.example"));
        assertThat(config.terraform().expiry()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "network.account, 1, management",
        "network.flow-log-destination, log-archive, arn:aws:logs:x",
        "organization.limits.scps-per-target, 1, 0",
        "aws.region, Seoul, 1",
        "aws.timeout-seconds, 0, 301",
        "organization.account-limit, 0, 100001",
        "organization.holding-ou, ou-x, r-ab12",
        "organization.security-account, 1, management",
        "email.template, nobody, a@b@c",
        "quotas.creating, 0, 101",
        "quotas.closing, 0, 101",
        "quotas.assigning, 0, 101",
        "closing.quarantine-ou, ou-x, r-ab12",
        "closing.quota, 0, 1001",
        "workflow.threads, 0, 129"
    })
    void valuesOutOfBoundsAreRefused(String key, String one, String other) {
        for (String value : List.of(one, other)) {
            assertThatThrownBy(() -> config(Map.of("account-factory." + key, value)))
                    .as("%s=%s", key, value)
                    .hasStackTraceContaining("account-factory." + key);
        }
    }

    @ParameterizedTest
    @CsvSource({"bucket, A", "bucket, x", "trail, organization", "trail, arn:aws:s3:::bucket", "trail-bucket, a_b"})
    void archivesOfAnotherFormAreRefused(String key, String value) {
        assertThatThrownBy(() -> config(Map.of("account-factory.log-archive." + key, value)))
                .hasStackTraceContaining("account-factory.logArchive." + key);
    }

    @Test
    void whatHasNoDefaultMustBeGiven() {
        assertThatThrownBy(() -> build(Map.of())).hasMessageContaining("account-factory.approval.opa-url");
    }

    @Test
    void unknownKeyIsRefused() {
        assertThatThrownBy(() -> config(Map.of("account-factory.quotas.createing", "2")))
                .hasMessageContaining("account-factory.quotas.createing");
    }

    private static AccountFactoryConfig config(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.putAll(given);
        return build(settings);
    }

    private static AccountFactoryConfig build(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccountFactoryConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return VALIDATOR;
                    }
                })
                .build()
                .getConfigMapping(AccountFactoryConfig.class);
    }
}
