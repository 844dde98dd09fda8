package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.baseline.BaselineSettings;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.gate.GateReport.Unanswered;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.steps.AccountTags;
import io.bongsu.factory.workflow.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an account back, as the pack's README tells: one resource of type {@code AWS::::Account} for each Region of the blueprint, and one
 * whose region is {@code global}.
 */
final class AccountState {

    static final String TYPE = "AWS::::Account";
    static final String GLOBAL = "global";

    private final RegionalState regional;
    private final GlobalState global;
    private final OrganizationState organization;
    private final Failure.Classifier failures;
    private final BaselineSettings settings;
    private final String holdingOu;

    AccountState(AwsClients aws, Failure.Classifier failures, BaselineSettings settings, String holdingOu) {
        this.regional = new RegionalState(aws);
        this.global = new GlobalState(aws);
        this.organization = new OrganizationState(aws.organizations());
        this.failures = failures;
        this.settings = settings;
        this.holdingOu = holdingOu;
    }

    /**
     * An account as it is.
     *
     * @param resources in the words of the policy engine's API
     * @param unanswered what AWS didn't say, which the guardrails then miss
     */
    record Read(ArrayNode resources, List<Unanswered> unanswered) {
        Read {
            unanswered = List.copyOf(unanswered);
        }
    }

    Read read(VendingRequest request, String account) {
        List<Unanswered> unanswered = new ArrayList<>();
        Blueprint blueprint = request.blueprint();
        OrganizationState.Places places =
                new OrganizationState.Places(request.ouId(), organization.typed(blueprint.policies()));
        ObjectNode requested = requested(request, places);
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        for (String region : blueprint.regions()) {
            ObjectNode configuration = regional.read(account, region, new Reading(region, failures, unanswered));
            resources.add(resource(request, account, region, configuration, requested));
        }
        ObjectNode configuration =
                global.read(account, blueprint.regions().getFirst(), places, new Reading(GLOBAL, failures, unanswered));
        resources.add(resource(request, account, GLOBAL, configuration, requested));
        return new Read(resources, unanswered);
    }

    private static ObjectNode resource(
            VendingRequest request, String account, String region, ObjectNode configuration, ObjectNode requested) {
        ObjectNode resource = JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE)
                .put("id", account)
                .put("account", account)
                .put("name", request.name())
                .put("region", region);
        resource.set("configuration", configuration);
        resource.putObject("supplementary").set("requested", requested);
        return resource;
    }

    /** What the request asked for, as {@code supplementary.requested}. */
    private ObjectNode requested(VendingRequest request, OrganizationState.Places places) {
        Blueprint blueprint = request.blueprint();
        ObjectNode requested = JsonNodeFactory.instance
                .objectNode()
                .put("home_region", blueprint.regions().getFirst())
                .put("log_archive_bucket", settings.logArchiveBucket())
                .put("cloudtrail_bucket", settings.trailBucket().orElse(null))
                .put("security_account", settings.securityAccount().orElse(null))
                .put("ou", request.ouId())
                .put("holding_ou", holdingOu);
        Blueprint.Budget budget = blueprint.budget();
        if (budget == null) {
            requested.putNull("budget_usd");
        } else {
            requested.put("budget_usd", budget.monthlyUsd());
        }
        ObjectNode tags = requested.putObject("tags");
        AccountTags.of(request).forEach(tags::put);
        ArrayNode policies = requested.putArray("policies");
        places.policies()
                .forEach(each -> policies.addObject().put("type", each.type()).put("name", each.name()));
        return requested;
    }
}
