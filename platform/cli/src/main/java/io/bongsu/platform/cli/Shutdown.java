package io.bongsu.platform.cli;

import io.bongsu.platform.cli.Display.State;
import java.io.PrintStream;
import java.util.List;

/** Stops an installation: the services in the opposite order of their start, then the engines. */
final class Shutdown {

    private Shutdown() {}

    /** Stops what runs; false if some part had to be killed. */
    static boolean run(Installation installation, PrintStream messages) {
        List<String> running = Parts.ALL.reversed().stream()
                .filter(part -> installation.running(part).isPresent())
                .toList();
        boolean orderly = true;
        try (Display display = new Display(running)) {
            for (String part : running) {
                display.show(part, State.STOPPING, "");
                boolean ended = installation.stop(part);
                orderly &= ended;
                display.show(part, State.STOPPED, ended ? "" : "killed, it didn't stop in time");
            }
        }
        for (ProcessHandle stray :
                installation.children().strays(installation.data().root(), Parts.ALL)) {
            messages.println("Ending a leftover process of an earlier run: " + stray.pid());
            stray.destroyForcibly();
        }
        return orderly;
    }
}
