package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.callback.Callbacks;
import io.bongsu.factory.callback.Hooks;
import io.bongsu.factory.handover.AccountEvents;
import io.bongsu.factory.handover.Webhook;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.network.CidrPool;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.workflow.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of vending, in order. This list is the plan of every new request; a request keeps the list that it was accepted with. A new
 * step: a class beside the others, a page in docs/account-factory/steps, and a line here.
 */
public final class VendingSteps {

    private VendingSteps() {}

    /**
     * What the steps work with.
     *
     * @param aws clients
     * @param identity groups and permission sets of Identity Center
     * @param inventory the organization's accounts
     * @param buckets turns to call AWS
     * @param slots what AWS allows only so many of
     * @param cidrs address ranges
     * @param callbacks what was asked of hooks
     * @param hooks asks them, where there is a key to sign with
     * @param settings what they are told
     * @param events Kafka
     * @param webhook the notification
     * @param baseline the steps that build what the gate demands
     * @param gate the steps that judge the account and certify it
     */
    public record Tools(
            AwsClients aws,
            IdentityDirectory identity,
            Inventory inventory,
            TokenBuckets buckets,
            Slots slots,
            CidrPool cidrs,
            Callbacks callbacks,
            Optional<Hooks> hooks,
            Settings settings,
            AccountEvents events,
            Webhook webhook,
            List<Step> baseline,
            List<Step> gate) {
        public Tools {
            baseline = List.copyOf(baseline);
            gate = List.copyOf(gate);
        }
    }

    /**
     * What the steps are told.
     *
     * @param holdingOu id of the organizational unit where accounts wait until they are ready
     * @param memberRole the role that Organizations makes in a new account
     * @param inventoryMaxAge how old the list of accounts may be that a reservation is checked against
     * @param creationHiddenFor how long a creation may stay invisible after it was asked for
     * @param hub the organization's network
     * @param contacts alternate contacts by kind, {@code SECURITY} and so on
     */
    public record Settings(
            String holdingOu,
            String memberRole,
            Duration inventoryMaxAge,
            Duration creationHiddenFor,
            Hub hub,
            Map<String, Contact> contacts) {
        public Settings {
            contacts = Map.copyOf(contacts);
        }
    }

    /**
     * The organization's network, which accounts are attached to.
     *
     * @param account the account that the Transit Gateway belongs to, twelve digits
     * @param resourceShare ARN of the RAM resource share of the Transit Gateway, where not the whole organization has it
     * @param flowLogDestination ARN of the bucket that flow logs go to
     */
    public record Hub(Optional<String> account, Optional<String> resourceShare, Optional<String> flowLogDestination) {}

    /** Whom AWS writes to about an account. */
    public record Contact(String name, String title, String email, String phone) {}

    public static List<Step> inOrder(Tools tools) {
        AwsClients aws = tools.aws();
        Settings settings = tools.settings();
        List<Step> steps = new ArrayList<>(List.of(
                new ReserveStep(tools.inventory(), settings.inventoryMaxAge()),
                new CreateAccountStep(aws, tools.inventory(), tools.buckets(), tools.slots(), settings),
                new AwaitAccountStep(aws),
                new AccountUsableStep(aws),
                new MoveToHoldingOuStep(aws, settings.holdingOu()),
                new TagAccountStep(aws),
                new AlternateContactsStep(aws, settings.contacts()),
                new OrganizationPoliciesStep(aws)));
        steps.addAll(tools.baseline());
        steps.addAll(List.of(
                new PermissionSetsStep(tools.identity()),
                new AssignmentsStep(tools.identity(), tools.buckets(), tools.slots()),
                new VpcStep(aws, tools.cidrs()),
                new FlowLogsStep(aws, settings.hub()),
                new TransitGatewayAttachmentStep(aws, settings.hub()),
                new RouteTablesStep(aws, settings.hub()),
                new StacksetsStep(aws),
                new TerraformHookStep(tools.callbacks(), tools.hooks())));
        // What else the account must have before it is judged goes here.
        steps.addAll(tools.gate());
        steps.add(new MoveToOuStep(aws, settings.holdingOu()));
        steps.add(new HandOverStep(tools.events(), tools.webhook()));
        return List.copyOf(steps);
    }
}
