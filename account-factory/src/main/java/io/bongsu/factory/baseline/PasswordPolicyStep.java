package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint.Passwords;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;

/**
 * Sets the password policy for IAM users. A policy that is stricter in something stays so in that, because IAM replaces the whole policy at
 * once.
 */
public final class PasswordPolicyStep implements Step {

    private final AwsClients aws;

    PasswordPolicyStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "password-policy";
    }

    @Override
    public String title() {
        return "Set the password policy for IAM users";
    }

    @Override
    public Outcome run(StepContext context) {
        if (!context.blueprint().baseline().passwordPolicy()) {
            return Outcome.done(RegionalStep.LEFT_OUT, context.blueprint().id());
        }
        IamClient iam = aws.memberGlobal(IamClient.builder(), context.account());
        Optional<Policy> is = there(iam);
        Policy wanted = Policy.of(context.blueprint().baseline().passwords());
        Policy both = is.map(wanted::orStricter).orElse(wanted);
        if (!is.equals(Optional.of(both))) {
            context.intend(Map.of("call", "iam:UpdateAccountPasswordPolicy"));
            put(iam, both);
        }
        return Outcome.done();
    }

    /** The parts of a password policy that strength is judged by. */
    private record Policy(
            int length, boolean upper, boolean lower, boolean symbols, boolean numbers, int maxAge, int reuse) {

        static Policy of(Passwords wanted) {
            return new Policy(
                    wanted.minimumLength(), true, true, true, true, wanted.maxAgeDays(), wanted.reusePrevention());
        }

        static Policy of(PasswordPolicy is) {
            return new Policy(
                    number(is.minimumPasswordLength()),
                    Boolean.TRUE.equals(is.requireUppercaseCharacters()),
                    Boolean.TRUE.equals(is.requireLowercaseCharacters()),
                    Boolean.TRUE.equals(is.requireSymbols()),
                    Boolean.TRUE.equals(is.requireNumbers()),
                    number(is.maxPasswordAge()),
                    number(is.passwordReusePrevention()));
        }

        /** An age of 0 is none at all. */
        Policy orStricter(Policy is) {
            return new Policy(
                    Math.max(length, is.length),
                    upper || is.upper,
                    lower || is.lower,
                    symbols || is.symbols,
                    numbers || is.numbers,
                    is.maxAge == 0 ? maxAge : Math.min(maxAge, is.maxAge),
                    Math.max(reuse, is.reuse));
        }

        private static int number(@Nullable Integer given) {
            return given == null ? 0 : given;
        }
    }

    private static Optional<Policy> there(IamClient iam) {
        try {
            return Optional.of(
                    Policy.of(iam.getAccountPasswordPolicy(request -> {}).passwordPolicy()));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    private static void put(IamClient iam, Policy policy) {
        iam.updateAccountPasswordPolicy(request -> request.minimumPasswordLength(policy.length())
                .requireUppercaseCharacters(policy.upper())
                .requireLowercaseCharacters(policy.lower())
                .requireSymbols(policy.symbols())
                .requireNumbers(policy.numbers())
                .maxPasswordAge(policy.maxAge())
                .passwordReusePrevention(policy.reuse())
                .allowUsersToChangePassword(true));
    }
}
