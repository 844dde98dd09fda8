package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.handover.AccountEvents;
import io.bongsu.factory.handover.Webhook;
import io.bongsu.factory.inventory.Dependencies;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.workflow.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The steps that only requests about accounts that are there have, and the plans made of them. */
public final class LifeSteps {

    /** The plan of an import. */
    public static final List<String> IMPORT = List.of("import-check", "tag-account", "announce");

    /** The plan of a closing. */
    public static final List<String> CLOSE =
            List.of("closing-check", "quarantine", "soak", CloseAccountStep.NAME, "await-closed", "announce");

    /** What each field of a change needs done, before {@link #ANNOUNCE}. */
    public static final Map<String, String> CHANGE = Map.of(
            "ou", "relocate",
            "name", "rename",
            "email", "primary-email",
            "owner", "tag-account",
            "cost_centre", "tag-account");

    /** What has to run again with a step that needs what others found, before it. */
    private static final Map<String, List<String>> BEFORE = Map.of("assignments", List.of("permission-sets"));

    /** The end of every change. */
    public static final String ANNOUNCE = "announce";

    private LifeSteps() {}

    /** The plan of a repair by that step. */
    public static List<String> repair(String step) {
        List<String> plan = new ArrayList<>(BEFORE.getOrDefault(step, List.of()));
        plan.add(step);
        return plan;
    }

    /**
     * What the steps work with.
     *
     * @param aws clients
     * @param requests the other requests
     * @param buckets turns to call AWS
     * @param slots what AWS allows only so many of
     * @param dependencies what stands in the way of closing
     * @param events Kafka
     * @param webhook the notification
     * @param closing how accounts are closed
     */
    public record Tools(
            AwsClients aws,
            RequestStore requests,
            TokenBuckets buckets,
            Slots slots,
            Dependencies dependencies,
            AccountEvents events,
            Webhook webhook,
            Closing closing) {}

    /**
     * How accounts are closed.
     *
     * @param quarantineOu id of the quarantine OU; empty where nothing can be closed
     * @param quarantinePolicy name of the service control policy that the OU must have
     * @param soak how long an account stays there
     * @param quota how many are closed in 30 days
     */
    public record Closing(String quarantineOu, String quarantinePolicy, Duration soak, int quota) {}

    public static List<Step> all(Tools tools) {
        AwsClients aws = tools.aws();
        Closing closing = tools.closing();
        return List.of(
                new ImportCheckStep(aws),
                new RelocateStep(aws),
                new RenameStep(aws),
                new PrimaryEmailStep(aws),
                new ClosingCheckStep(tools.dependencies()),
                new QuarantineStep(aws, closing.quarantineOu(), closing.quarantinePolicy()),
                new SoakStep(closing.soak()),
                new CloseAccountStep(aws, tools.requests(), tools.buckets(), tools.slots(), closing.quota()),
                new AwaitClosedStep(aws),
                new AnnounceStep(tools.events(), tools.webhook()));
    }
}
