package io.bongsu.factory.steps;

import io.bongsu.factory.inventory.Dependencies;
import io.bongsu.factory.inventory.Dependencies.Block;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.List;
import java.util.stream.Collectors;

/** Makes sure that nothing stands in the way of closing the account: an approval may have taken days. */
public final class ClosingCheckStep implements Step {

    private final Dependencies dependencies;

    ClosingCheckStep(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    @Override
    public String name() {
        return "closing-check";
    }

    @Override
    public String title() {
        return "Look for what stands in the way of closing";
    }

    @Override
    public Outcome run(StepContext context) {
        List<Block> blocks = dependencies.of(context.account());
        return blocks.isEmpty()
                ? Outcome.done()
                : new Outcome.Hold(
                        Who.OPERATOR,
                        blocks.getFirst().kind().name(),
                        blocks.stream()
                                .map(each -> each.words() + "; expected " + each.remedy())
                                .collect(Collectors.joining(". ")));
    }

    @Override
    public boolean skippable() {
        return false;
    }
}
