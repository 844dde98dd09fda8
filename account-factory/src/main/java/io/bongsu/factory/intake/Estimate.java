package io.bongsu.factory.intake;

import java.time.Instant;
import java.util.List;

/**
 * What will be done, and when it should be finished.
 *
 * @param steps in order
 * @param ahead requests whose accounts are asked for first
 * @param eta when it should be finished, if nobody has to act on the way
 */
public record Estimate(List<Planned> steps, int ahead, Instant eta) {

    public Estimate {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param name the step's name
     * @param title what it does
     * @param seconds how long it takes as a rule
     */
    public record Planned(String name, String title, long seconds) {}
}
