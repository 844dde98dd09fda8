package io.bongsu.platform.engines;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param arguments the program and its arguments
 * @param environment the whole environment but for PATH, LANG and TZ, which every child gets; nothing else of ours is passed on
 * @param directory where it runs
 */
public record Command(List<String> arguments, Map<String, String> environment, Path directory) {

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("arguments are empty; expected at least the program");
        }
    }
}
