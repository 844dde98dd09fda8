package io.bongsu.factory.workflow;

import io.bongsu.factory.database.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The two things made of a list of steps.
 *
 * @param workflow carries requests on
 * @param operator what people may do about it
 */
public record VendingEngine(Workflow workflow, Operator operator) {

    public static VendingEngine of(
            List<Step> steps, Failure.Classifier failures, Database database, InstantSource clock) {
        return new VendingEngine(
                new Workflow(steps, failures, new Ledger(database, clock)),
                new Operator(
                        database, steps.stream().collect(Collectors.toMap(Step::name, Function.identity())), clock));
    }
}
