package io.bongsu.factory.workflow;

import io.bongsu.kit.database.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two things made of lists of steps.
 *
 * @param workflow carries requests on
 * @param operator what people may do about it
 */
public record VendingEngine(Workflow workflow, Operator operator) {

    /**
     * @param vending the steps of a new account, in order
     * @param others steps that only requests about accounts that are there have
     */
    public static VendingEngine of(
            List<Step> vending,
            List<Step> others,
            Failure.Classifier failures,
            Database database,
            InstantSource clock,
            Aftermath aftermath) {
        Map<String, Step> byName = Stream.concat(vending.stream(), others.stream())
                .collect(Collectors.toMap(Step::name, Function.identity()));
        return new VendingEngine(
                new Workflow(vending, byName, failures, new Ledger(database, clock, aftermath)),
                new Operator(database, byName, clock, aftermath));
    }

    /** As a factory that makes accounts and does nothing else with them. */
    public static VendingEngine of(
            List<Step> vending, Failure.Classifier failures, Database database, InstantSource clock) {
        return of(vending, List.of(), failures, database, clock, Aftermath.NONE);
    }
}
