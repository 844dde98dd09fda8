package io.bongsu.platform.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        description = "Stops everything in order. The data stays; to begin anew, delete .bongsu afterwards.",
        footer = {"", "Example:", "  ./bongsu down"})
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Installation installation = Installation.open();
        if (!installation.anyRunning()) {
            System.out.println("Nothing was running");
        }
        return Shutdown.run(installation, System.err) ? 0 : 1;
    }
}
