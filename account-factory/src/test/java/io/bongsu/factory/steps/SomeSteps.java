package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.callback.Callbacks;
import io.bongsu.factory.callback.Hooks;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.network.CidrPool;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.workflow.Step;
import java.util.List;
import java.util.Optional;

/** Steps that belong together, for tests that begin where the account is there. */
public final class SomeSteps {

    private SomeSteps() {}

    public static List<Step> ofIdentityCenter(IdentityDirectory directory, TokenBuckets buckets, Slots slots) {
        return List.of(new PermissionSetsStep(directory), new AssignmentsStep(directory, buckets, slots));
    }

    public static List<Step> ofCustomizations(AwsClients aws, Callbacks callbacks, Optional<Hooks> hooks) {
        return List.of(new StacksetsStep(aws), new TerraformHookStep(callbacks, hooks));
    }

    public static List<Step> ofTheNetwork(AwsClients aws, CidrPool pool, VendingSteps.Hub hub) {
        return List.of(
                new VpcStep(aws, pool),
                new FlowLogsStep(aws, hub),
                new TransitGatewayAttachmentStep(aws, hub),
                new RouteTablesStep(aws, hub));
    }
}
