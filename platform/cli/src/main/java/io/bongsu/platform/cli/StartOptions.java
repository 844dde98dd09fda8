package io.bongsu.platform.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to start; shared by the commands that do. */
final class StartOptions {

    @Option(
            names = "--small",
            description = "Use less memory: OpenSearch with 512 MB of heap instead of 1 GB, Kafka with 256 MB.")
    private boolean small;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description =
                    "The first of twelve ports to use (console; then policy engine, ship, index, OPA, OpenSearch and its transport,"
                            + " Kafka and its controller, PostgreSQL, account factory, what plays AWS in the demo). Default: BONGSU_PORT_BASE, or 8440.")
    private @Nullable Integer portBase;

    /** As the options say; what they don't say is as in the installation that runs, if one does. */
    Settings settings(Installation installation) {
        Optional<Settings> running =
                installation.anyRunning() ? Settings.read(installation.data().run()) : Optional.empty();
        int base =
                portBase != null ? portBase : running.map(Settings::portBase).orElseGet(StartOptions::configuredBase);
        return new Settings(
                new PortPlan(base).base(), small || running.map(Settings::small).orElse(false));
    }

    static int configuredBase() {
        String configured = System.getenv().getOrDefault("BONGSU_PORT_BASE", "");
        if (configured.isBlank()) {
            return PortPlan.DEFAULT_BASE;
        }
        if (!configured.matches("[0-9]{1,5}")) {
            throw new CommandException("BONGSU_PORT_BASE is '%s'; expected a port number".formatted(configured));
        }
        return Integer.parseInt(configured);
    }
}
