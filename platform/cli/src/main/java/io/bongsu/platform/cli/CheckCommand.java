package io.bongsu.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bongsu.contracts.LocalText;
import io.bongsu.platform.check.CheckException;
import io.bongsu.platform.check.CheckJson;
import io.bongsu.platform.check.CheckResult;
import io.bongsu.platform.check.PlanCheck;
import io.bongsu.platform.check.Sarif;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineException;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.OpaEngine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "Judges a Terraform plan by the guardrails that judge the live resources.",
            "What isn't known until apply is said to be so and never passes. Nothing is started and no AWS account is called."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every verdict is PASS or NOT_APPLICABLE",
            "1:something violates a guardrail",
            "2:nothing violates one, but something can't be judged; or the plan can't be read"
        },
        footer = {
            "",
            "Examples:",
            "  terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json",
            "  ./bongsu check plan.json",
            "  ./bongsu check plan.json --lang ko --all",
            "  ./bongsu check plan.json --sarif > bongsu.sarif"
        })
final class CheckCommand implements Callable<Integer> {

    private static final int CANNOT_JUDGE = 2;

    /** The languages that texts come in. */
    enum Language {
        EN,
        KO
    }

    /** One form of output at a time. */
    static final class Form {

        @Option(names = "--json", description = "Print JSON only.")
        private boolean json;

        @Option(names = "--sarif", description = "Print SARIF 2.1.0 only, for code scanning.")
        private boolean sarif;
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "PLAN", description = "What terraform show -json printed.")
    private Path plan = Path.of("plan.json");

    @Option(
            names = "--pack",
            paramLabel = "ID",
            description = "Whose guardrails: a folder of compliance-packs/packs (${DEFAULT-VALUE}).")
    private String pack = "isms-p";

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The account that the plan is for, twelve digits, where the plan doesn't say.")
    private @Nullable String account;

    @Option(names = "--region", paramLabel = "REGION", description = "The region, where the plan doesn't say.")
    private @Nullable String region;

    @Option(names = "--all", description = "Show what passed too.")
    private boolean all;

    @Option(names = "--lang", description = "${COMPLETION-CANDIDATES}; else the locale's.")
    private @Nullable Language language;

    @ArgGroup
    private Form form = new Form();

    @Override
    public Integer call() throws JsonProcessingException {
        validate("--account", account, "\\d{12}", "twelve digits");
        validate("--region", region, "[a-z]{2,}(-[a-z]+)+-\\d+", "a region's name, as in ap-northeast-2");
        try {
            CheckResult result = new PlanCheck(
                            opa(), Installation.checkout().resolve("compliance-packs"), Clock.systemUTC())
                    .check(plan, pack, Optional.ofNullable(account), Optional.ofNullable(region));
            print(result);
            return result.exit();
        } catch (CheckException | EngineException | UncheckedIOException e) {
            spec.commandLine().getErr().println(sentence(e));
            return CANNOT_JUDGE;
        }
    }

    private void validate(String option, @Nullable String value, String pattern, String expected) {
        if (value != null && !value.matches(pattern)) {
            throw new ParameterException(
                    spec.commandLine(), "%s is '%s'; expected %s".formatted(option, value, expected));
        }
    }

    private static Path opa() {
        EngineStore store = EngineStore.open(ChildUser.current());
        if (!store.has(new OpaEngine(0, Path.of("bundle.tar.gz")).storeName())) {
            System.err.println("Fetching OPA, once; it may take a minute");
        }
        return OpaEngine.fetchOpa(store, bytes -> {});
    }

    private void print(CheckResult result) throws JsonProcessingException {
        boolean korean = language() == Language.KO;
        // UTF-8 whatever the locale: files and code scanning expect it, and a pipeline's locale is often none.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (form.json) {
            out.println(Json.MAPPER.writeValueAsString(CheckJson.of(result)));
        } else if (form.sarif) {
            out.println(Json.MAPPER.writeValueAsString(Sarif.of(result, korean ? LocalText::ko : LocalText::en)));
        } else {
            boolean terminal = System.console() != null && System.console().isTerminal();
            boolean colors = terminal && System.getenv("NO_COLOR") == null;
            out.print(new CheckText(korean, colors, all).of(result));
            out.flush();
        }
    }

    private Language language() {
        if (language != null) {
            return language;
        }
        return Locale.getDefault().getLanguage().equals("ko") ? Language.KO : Language.EN;
    }

    private static String sentence(RuntimeException exception) {
        Throwable cause = exception.getCause();
        return exception instanceof UncheckedIOException && cause != null && cause.getMessage() != null
                ? "%s (%s)"
                        .formatted(exception.getMessage(), cause.getClass().getSimpleName() + ": " + cause.getMessage())
                : String.valueOf(exception.getMessage());
    }
}
