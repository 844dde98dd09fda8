package io.bongsu.platform.cli;

import io.bongsu.platform.engines.EngineException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of {@code ./bongsu}. */
@Command(
        name = "bongsu",
        description = "Watches every account of an AWS Organization from one place, and judges it by guardrails.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "First steps:",
            "  ./bongsu demo              everything with a sample organization; prints the console's address",
            "  ./bongsu findings          what is not as it should be",
            "  ./bongsu down              stop it; the data stays",
            "",
            "Data lies in .bongsu (BONGSU_HOME names another place). Everything listens on 127.0.0.1 only."
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            DownCommand.class,
            StatusCommand.class,
            IngestCommand.class,
            FindingsCommand.class,
            CheckCommand.class,
            ReportCommand.class,
            AccountCommand.class,
            OrgCommand.class,
            DashboardsCommand.class,
            DoctorCommand.class,
            LogsCommand.class,
            BenchCommand.class,
            TestCommand.class
        })
public final class Bongsu implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    void help(boolean asked) {
        // Picocli does the rest: it prints the help of the command that was named.
    }

    Bongsu() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bongsu())
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, line, parsed) -> {
                    line.getErr().println(sentence(exception));
                    line.getErr().flush();
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    // What a person can act on comes as one sentence; what only a developer can, with its stack.
    private static String sentence(Exception exception) throws Exception {
        if (exception instanceof CommandException || exception instanceof EngineException) {
            return String.valueOf(exception.getMessage());
        }
        if (exception instanceof UncheckedIOException) {
            Throwable cause = exception.getCause();
            return exception.getMessage()
                    + (cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
        }
        throw exception;
    }
}
