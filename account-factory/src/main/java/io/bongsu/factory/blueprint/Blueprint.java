package io.bongsu.factory.blueprint;

import io.bongsu.contracts.LocalText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an account is made from. A version never changes once requests were made from it; a change is a new version. JSON and YAML names are
 * snake_case.
 *
 * @param name what requests call it; the folder's name
 * @param version the file's name; numbers count up
 * @param description for whom it is, in words
 * @param ou name of the organizational unit, a key of {@code account-factory.organization.ous}
 * @param environments what a request's {@code environment} may be
 * @param regions Regions that the account may use, the home Region first
 * @param baseline what is put into the account in every Region
 * @param policies SCPs and RCPs to attach to the account, by name
 * @param permissionSets permission sets that are made where Identity Center hasn't them; most live in the organization's YAML instead
 * @param assignments who gets in, through Identity Center
 * @param network the account's network; {@code none}, or left out, where it has none
 * @param budget what the account may cost, if it has a limit
 * @param customizations what is deployed into the account at the end, in order
 * @param pack the guardrails that the account is judged by before it is handed over
 * @param tags tags of the account, beside those of the request
 */
public record Blueprint(
        String name,
        int version,
        LocalText description,
        String ou,
        List<String> environments,
        List<String> regions,
        Baseline baseline,
        List<String> policies,
        List<PermissionSet> permissionSets,
        List<Assignment> assignments,
        @Nullable Network network,
        @Nullable Budget budget,
        List<Customization> customizations,
        String pack,
        Map<String, String> tags) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
    public Blueprint {
        Expect.that(name, "name", WORD, "a lower-case word such as sandbox");
        Expect.that(version > 0, "version", version, "a number from 1 up");
        Expect.present(description, "description", "texts en and ko");
        Expect.that(ou, "ou", WORD, "the name of an organizational unit in account-factory.organization.ous");
        environments = Expect.some(environments, "environments", "at least one, for example [dev, prod]");
        regions = Expect.some(regions, "regions", "at least one, the home Region first");
        regions.forEach(each -> Expect.that(each, "regions", REGION, "Regions such as ap-northeast-2"));
        baseline = baseline == null ? Baseline.EVERYTHING : baseline;
        policies = policies == null ? List.of() : List.copyOf(policies);
        permissionSets = permissionSets == null ? List.of() : List.copyOf(permissionSets);
        assignments = assignments == null ? List.of() : List.copyOf(assignments);
        customizations = customizations == null ? List.of() : List.copyOf(customizations);
        Expect.that(pack, "pack", WORD, "the id of a pack, for example account-baseline");
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }

    /** Name and version as requests write them: {@code sandbox@1}. */
    public String id() {
        return name + "@" + version;
    }

    /**
     * What is put into the account in every Region; a part that is left out is on.
     *
     * @param configRecorder record every resource's configuration and deliver it to the log archive
     * @param s3PublicAccessBlock no bucket of the account can be public
     * @param ebsEncryption new volumes are encrypted
     * @param passwordPolicy a strict password policy for IAM users
     * @param passwords how strict, where not as strict as the pack {@code account-baseline} demands
     * @param removeDefaultVpc the VPC that AWS makes in every Region goes
     * @param guardduty membership in the organization's GuardDuty
     * @param securityHub membership in the organization's Security Hub
     * @param accessAnalyzer an analyzer for external access
     * @param logOnboarding the organization's trail must cover the account
     */
    public record Baseline(
            Boolean configRecorder,
            Boolean s3PublicAccessBlock,
            Boolean ebsEncryption,
            Boolean passwordPolicy,
            Passwords passwords,
            Boolean removeDefaultVpc,
            Boolean guardduty,
            Boolean securityHub,
            Boolean accessAnalyzer,
            Boolean logOnboarding) {

        static final Baseline EVERYTHING =
                new Baseline(true, true, true, true, Passwords.DEMANDED, true, true, true, true, true);

        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public Baseline {
            configRecorder = configRecorder == null || configRecorder;
            s3PublicAccessBlock = s3PublicAccessBlock == null || s3PublicAccessBlock;
            ebsEncryption = ebsEncryption == null || ebsEncryption;
            passwordPolicy = passwordPolicy == null || passwordPolicy;
            passwords = passwords == null ? Passwords.DEMANDED : passwords;
            removeDefaultVpc = removeDefaultVpc == null || removeDefaultVpc;
            guardduty = guardduty == null || guardduty;
            securityHub = securityHub == null || securityHub;
            accessAnalyzer = accessAnalyzer == null || accessAnalyzer;
            logOnboarding = logOnboarding == null || logOnboarding;
        }
    }

    /**
     * The passwords of IAM users; upper and lower case, a digit and a symbol are always demanded.
     *
     * @param minimumLength characters, 6 to 128
     * @param maxAgeDays days until a password must be changed, 1 to 1,095
     * @param reusePrevention how many of the last passwords can't be used again, 1 to 24
     */
    public record Passwords(Integer minimumLength, Integer maxAgeDays, Integer reusePrevention) {

        /** What the guardrail {@code iam-password-policy} demands by default. */
        static final Passwords DEMANDED = new Passwords(12, 90, 5);

        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public Passwords {
            minimumLength = minimumLength == null ? 12 : minimumLength;
            maxAgeDays = maxAgeDays == null ? 90 : maxAgeDays;
            reusePrevention = reusePrevention == null ? 5 : reusePrevention;
            within(minimumLength, "minimum_length", 6, 128);
            within(maxAgeDays, "max_age_days", 1, 1_095);
            within(reusePrevention, "reuse_prevention", 1, 24);
        }

        private static void within(int given, String field, int least, int most) {
            Expect.that(
                    given >= least && given <= most,
                    "baseline.passwords." + field,
                    given,
                    "a number from %,d to %,d".formatted(least, most));
        }
    }

    /**
     * One permission set for one group.
     *
     * @param group display name of an Identity Center group
     * @param permissionSet name of a permission set
     */
    public record Assignment(String group, String permissionSet) {
        public Assignment {
            Expect.present(group, "assignments.group", "the display name of a group");
            Expect.present(permissionSet, "assignments.permission_set", "the name of a permission set");
        }
    }

    /**
     * A cost budget.
     *
     * @param monthlyUsd US dollars a month
     * @param thresholds percentages of it at which the owner is written to
     */
    public record Budget(int monthlyUsd, List<Integer> thresholds) {
        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public Budget {
            Expect.that(monthlyUsd > 0, "budget.monthly_usd", monthlyUsd, "a number of US dollars from 1 up");
            thresholds = thresholds == null ? List.of(80, 100) : List.copyOf(thresholds);
        }
    }

    /**
     * Something deployed into the account.
     *
     * @param kind how
     * @param source the StackSet's name, or the address of the hook that runs Terraform
     * @param parameters given to it
     */
    public record Customization(Kind kind, String source, Map<String, String> parameters) {

        /** How something is deployed. */
        public enum Kind {
            STACK_SET,
            TERRAFORM
        }

        @SuppressWarnings("ConstantConditions") // Jackson gives null for what is missing.
        public Customization {
            Expect.present(kind, "customizations.kind", "STACK_SET or TERRAFORM");
            Expect.present(source, "customizations.source", "a StackSet's name or a hook's address");
            parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        }
    }
}
