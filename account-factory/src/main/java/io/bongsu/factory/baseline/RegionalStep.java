package io.bongsu.factory.baseline;

import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.List;
import java.util.function.Predicate;

/** A step that does the same in every Region of the blueprint, one after the other, the home Region first. */
abstract class RegionalStep implements Step {

    /** Result of a step that the blueprint switched off: which blueprint. */
    static final String LEFT_OUT = "left_out";

    private static final String REGIONS = "regions";

    private final String name;
    private final String title;
    private final Predicate<Blueprint.Baseline> wanted;

    RegionalStep(String name, String title, Predicate<Blueprint.Baseline> wanted) {
        this.name = name;
        this.title = title;
        this.wanted = wanted;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final Outcome run(StepContext context) {
        if (!wanted.test(context.blueprint().baseline())) {
            return Outcome.done(LEFT_OUT, context.blueprint().id());
        }
        List<String> regions = context.blueprint().regions();
        for (String region : regions) {
            Outcome outcome = in(region, context);
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        return Outcome.done(REGIONS, String.join(" ", regions));
    }

    /** Looks and acts in one Region; anything but done ends the run, and the next run looks at the first Region again. */
    abstract Outcome in(String region, StepContext context);

    static boolean home(String region, StepContext context) {
        return region.equals(context.blueprint().regions().getFirst());
    }
}
