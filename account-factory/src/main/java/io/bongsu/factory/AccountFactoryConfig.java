package io.bongsu.factory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the account factory. An unknown key under {@code account-factory} stops the start. The database is Quarkus' own setting
 * ({@code quarkus.datasource.*}).
 */
@ConfigMapping(prefix = "account-factory")
public interface AccountFactoryConfig {

    /** The folder with {@code <blueprint>/<version>.yaml}. */
    Path blueprintsDirectory();

    /** Base address of the policy engine's REST API, which judges an account before it is handed over. */
    URI policyEngineUrl();

    Aws aws();

    Organization organization();

    LogArchive logArchive();

    Certificate certificate();

    Email email();

    Approval approval();

    Quotas quotas();

    Workflow workflow();

    Webhook webhook();

    Drift drift();

    Closing closing();

    Network network();

    Terraform terraform();

    /** How AWS is reached. */
    interface Aws {

        /** The home Region. */
        @WithDefault("ap-northeast-2")
        @Pattern(regexp = "[a-z]{2}(-[a-z]+)+-\\d")
        String region();

        /** Where Organizations and Account Management live; they have one endpoint each. */
        @WithDefault("us-east-1")
        @Pattern(regexp = "[a-z]{2}(-[a-z]+)+-\\d")
        String globalRegion();

        /** Where IAM Identity Center was switched on; the home Region where not given. */
        Optional<@Pattern(regexp = "[a-z]{2}(-[a-z]+)+-\\d") String> identityCenterRegion();

        /** One address for every AWS service, for tests; AWS' own where not given. */
        Optional<URI> endpoint();

        /** The role that Organizations makes in a new account, and that the factory assumes there. */
        @WithDefault("OrganizationAccountAccessRole")
        @Pattern(regexp = "[\\w+=,.@-]{1,64}") String memberRole();

        /** Seconds until a call without answer counts as unanswered. */
        @WithDefault("30")
        @Min(1) @Max(300) int timeoutSeconds();
    }

    /** The organization that accounts are made in. */
    interface Organization {

        /** Organizational units by the name that blueprints use, each with its id ({@code ou-…}). */
        @Size(min = 1) Map<String, @Pattern(regexp = "ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}") String> ous();

        /** Id of the organizational unit where accounts wait until they are ready. */
        @Pattern(regexp = "ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}") String holdingOu();

        /** The quota "Default maximum number of accounts"; AWS begins with 10. */
        @WithDefault("10")
        @Min(1) @Max(100_000) int accountLimit();

        /** The account that GuardDuty and Security Hub are delegated to; where not given, accounts have a detector and a hub of their own. */
        Optional<@Pattern(regexp = "\\d{12}") String> securityAccount();

        /** How old the list of accounts may be that a request is checked against. */
        @WithDefault("PT15M")
        Duration inventoryMaxAge();

        /** Alternate contacts of every account, by kind: {@code security}, {@code operations}, {@code billing}. */
        Map<@Pattern(regexp = "security|operations|billing") String, Contact> contacts();

        /** The folder with documents of policies that a declaration of the organization may name; none where not given. */
        Optional<Path> documentsDirectory();

        OrganizationLimits limits();
    }

    /** Quotas that a declaration of the organization is checked against; the published ones, some of which AWS raises on request. */
    interface OrganizationLimits {

        /** Characters of an SCP. */
        @WithDefault("10240")
        @Min(1) int scpCharacters();

        /** Characters of an RCP. */
        @WithDefault("5120")
        @Min(1) int rcpCharacters();

        /** SCPs on the root, an organizational unit or an account. */
        @WithDefault("10")
        @Min(2) int scpsPerTarget();

        /** RCPs on the root, an organizational unit or an account. */
        @WithDefault("5")
        @Min(2) int rcpsPerTarget();

        /** Organizational units in the organization. */
        @WithDefault("2000")
        @Min(1) int ous();

        /** Permission sets in Identity Center. */
        @WithDefault("2000")
        @Min(1) int permissionSets();

        /** Permission sets assigned in one account. */
        @WithDefault("50")
        @Min(1) int permissionSetsPerAccount();
    }

    /** Whom AWS writes to about an account. */
    interface Contact {

        @Size(min = 1, max = 64) String name();

        @Size(min = 1, max = 50) String title();

        @Pattern(regexp = "[^\\s@]+@[^\\s@]+") @Size(max = 64) String email();

        @Pattern(regexp = "[\\s0-9()+-]{1,20}")
        String phone();
    }

    /** Where the logs of all accounts are kept. */
    interface LogArchive {

        /** The bucket that AWS Config delivers to. */
        @Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") String bucket();

        /** What the names of its objects begin with, without a slash at the end. */
        Optional<@Size(min = 1, max = 512) String> prefix();

        /** ARN of the organization's trail; any multi-Region trail of the organization where not given. */
        Optional<@Pattern(regexp = "arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\\d{12}:trail/.+") String> trail();

        /** The bucket that the collector reads CloudTrail from; any bucket where not given. */
        Optional<@Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") String> trailBucket();
    }

    /** What vending certificates are signed with: a file or a key of KMS, one of them. */
    interface Certificate {

        /** File of the Ed25519 key (PKCS #8, PEM); made at the first start, readable by the service alone. */
        Optional<Path> keyFile();

        /** Id or ARN of an asymmetric key of KMS for signing, ECC_NIST_EDWARDS25519 or ECC_NIST_P256, in the home Region. */
        Optional<@Size(min = 1, max = 2048) String> kmsKey();

        /** Who issues them, in words. */
        @WithDefault("Bongsu account factory")
        @Size(min = 1, max = 200) String issuer();
    }

    /** Addresses of root users. */
    interface Email {

        /** How an address is made where the request has none; {@code {name}} and {@code {environment}} are filled in. */
        @Pattern(regexp = "[^\\s@]+@[^\\s@{}]+") String template();

        /** Domains whose mail reaches the organization; an address anywhere else is refused. */
        @Size(min = 1) List<String> domains();
    }

    /** Who may let a request through. */
    interface Approval {

        /** Base address of OPA's REST API with the document {@code data.bongsu.factory.approval.decision}. */
        URI opaUrl();

        /** How long a request waits for a decision. */
        @WithDefault("P14D")
        Duration expiry();

        /** What the approval policy is told as {@code input.parameters}: JSON values by name, for example {@code roles=["lead"]}. */
        Map<String, String> parameters();
    }

    /** How fast AWS may be called, and how much may be under way. */
    interface Quotas {

        /** Whether calls keep to the rates; where not, only AWS' own answers slow them. */
        @WithDefault("true")
        boolean enforced();

        /**
         * Rates that differ from the published ones, by bucket: {@code service:Operation} or {@code service:*}, for example
         * {@code account-factory.quotas.rates."organizations:CreateAccount".per-second=0.2}.
         */
        Map<String, Rate> rates();

        /** Accounts being created at the same time. */
        @WithDefault("5")
        @Min(1) @Max(100) int creating();

        /** Accounts being closed at the same time. */
        @WithDefault("3")
        @Min(1) @Max(100) int closing();

        /** Identity Center assignments under way at the same time. */
        @WithDefault("10")
        @Min(1) @Max(100) int assigning();
    }

    /** A token bucket. */
    interface Rate {

        @DecimalMin("0.001") @DecimalMax("10000") double perSecond();

        @WithDefault("1")
        @Min(1) @Max(10_000) int burst();
    }

    /** How requests are driven. */
    interface Workflow {

        /** Requests worked on at the same time by this process. */
        @WithDefault("8")
        @Min(1) @Max(128) int threads();

        /** How often the database is asked for work. */
        @WithDefault("PT1S")
        Duration pollInterval();

        /** How often this process says that it lives; after four silences another takes over its work. */
        @WithDefault("PT10S")
        Duration heartbeat();

        /** How long an account creation may stay invisible after it was asked for. */
        @WithDefault("PT2M")
        Duration creationHiddenFor();
    }

    /** Where a hand-over is told, if anywhere. */
    interface Webhook {

        Optional<URI> url();

        /** File with the key of the HMAC-SHA-256 signature; required where {@link #url} is given. */
        Optional<Path> keyFile();
    }

    /** How differences between what is expected and what is are found. */
    interface Drift {

        /**
         * Principals whose changes are the factory's own, as regular expressions of their ARNs; by default the roles that the Terraform
         * modules make for it, and its sessions in member accounts.
         */
        @WithDefault("arn:[a-z-]+:sts::[0-9]+:assumed-role/([^/]+-account-factory/.+|[^/]+/bongsu-account-factory)")
        List<String> ownPrincipals();

        /** Between one walk through the whole organization and the next. */
        @WithDefault("PT6H")
        Duration sweepInterval();

        /** Between one account of a sweep and the next; each account takes five calls of Organizations. */
        @WithDefault("PT1S")
        Duration pace();
    }

    /** How accounts are closed. */
    interface Closing {

        /** Id of the organizational unit where accounts wait for their end; where there is none, no account can be closed. */
        Optional<@Pattern(regexp = "ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}") String> quarantineOu();

        /** Name of the service control policy that the quarantine unit must have. */
        @WithDefault("bongsu-quarantine")
        @Size(min = 1, max = 128) String quarantinePolicy();

        /** How long an account waits there, in which the closing can be cancelled. */
        @WithDefault("P7D")
        Duration soak();

        /** Accounts closed in 30 days, as AWS allows them; its own answer counts for more. */
        @WithDefault("250")
        @Min(1) @Max(1000) int quota();

        /** Accounts that the organization can't do without: log archive, audit, network. */
        Optional<List<@Pattern(regexp = "[0-9]{12}") String>> neededAccounts();
    }

    /** The organization's network, which accounts are attached to where their blueprint says so. */
    interface Network {

        /** Id of the account that the Transit Gateway belongs to; the factory assumes its role there as in every account. */
        Optional<@Pattern(regexp = "\\d{12}") String> account();

        /** ARN of the RAM resource share of the Transit Gateway, where it isn't shared with the whole organization. */
        Optional<@Pattern(regexp = "arn:aws[\\w-]*:ram:.+:resource-share/.+") String> resourceShare();

        /** ARN of the bucket, with a prefix if wanted, that flow logs of every VPC go to. */
        Optional<@Pattern(regexp = "arn:aws[\\w-]*:s3:::.+") String> flowLogDestination();
    }

    /** Terraform runs that a hook does, where a blueprint has some. */
    interface Terraform {

        /** File with the key of the HMAC-SHA-256 signatures of orders and callbacks, at least 32 characters. */
        Optional<Path> keyFile();

        /** Base address of this service as hooks reach it. */
        Optional<URI> callbackUrl();

        /** How long a hook may take to answer. */
        @WithDefault("PT2H")
        Duration expiry();
    }
}
