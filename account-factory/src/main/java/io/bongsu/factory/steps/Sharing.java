package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.request.Who;
import io.bongsu.factory.steps.VendingSteps.Hub;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ram.RamClient;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationStatus;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociationType;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitation;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitationStatus;

/** Has the network account share its Transit Gateway with an account that doesn't see it. */
final class Sharing {

    private static final Duration POLL = Duration.ofSeconds(5);

    private final AwsClients aws;
    private final Hub hub;

    Sharing(AwsClients aws, Hub hub) {
        this.aws = aws;
        this.hub = hub;
    }

    Outcome with(StepContext context, String gateway) {
        if (hub.account().isEmpty() || hub.resourceShare().isEmpty()) {
            return new Outcome.Hold(
                    Who.OPERATOR,
                    "TRANSIT_GATEWAY_NOT_SHARED",
                    "Account %s doesn't see Transit Gateway %s; share it with the organization by RAM, or set account-factory.network.account and .resource-share so that the factory adds the account to the share; then retry"
                            .formatted(context.account(), gateway));
        }
        String share = hub.resourceShare().get();
        try (RamClient ram = aws.member(RamClient.builder(), hub.account().get(), VpcStep.region(context))) {
            Optional<ResourceShareAssociation> is = association(ram, share, context.account());
            if (is.isEmpty()) {
                context.intend(Map.of("call", "ram:AssociateResourceShare", "resource_share", share));
                ram.associateResourceShare(request -> request.resourceShareArn(share)
                        .principals(context.account())
                        .clientToken(context.request().id().toString()));
            } else if (is.get().status() == ResourceShareAssociationStatus.FAILED) {
                return new Outcome.Hold(
                        Who.OPERATOR,
                        "SHARING_FAILED",
                        "RAM could not add account %s to %s: %s; mend that, then retry"
                                .formatted(context.account(), share, is.get().statusMessage()));
            }
        }
        accept(context, share);
        return Outcome.waitForAws(context.now().plus(POLL), "the Transit Gateway to be visible in the account");
    }

    /** Inside an organization with sharing switched on nobody is invited; without it, the account has to accept. */
    private void accept(StepContext context, String share) {
        try (RamClient ram = aws.member(RamClient.builder(), context.account(), VpcStep.region(context))) {
            List<ResourceShareInvitation> invitations = ram.getResourceShareInvitations(
                            request -> request.resourceShareArns(share))
                    .resourceShareInvitations();
            invitations.stream()
                    .filter(each -> each.status() == ResourceShareInvitationStatus.PENDING)
                    .forEach(each -> ram.acceptResourceShareInvitation(
                            request -> request.resourceShareInvitationArn(each.resourceShareInvitationArn())));
        }
    }

    private static Optional<ResourceShareAssociation> association(RamClient ram, String share, String account) {
        return ram
                .getResourceShareAssociationsPaginator(
                        request -> request.associationType(ResourceShareAssociationType.PRINCIPAL)
                                .resourceShareArns(share)
                                .principal(account))
                .stream()
                .flatMap(page -> page.resourceShareAssociations().stream())
                .filter(each -> account.equals(each.associatedEntity()))
                .filter(each -> each.status() != ResourceShareAssociationStatus.DISASSOCIATED)
                .findFirst();
    }
}
