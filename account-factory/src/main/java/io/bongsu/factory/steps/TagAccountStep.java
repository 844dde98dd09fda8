package io.bongsu.factory.steps;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.organizations.model.Tag;

/** Writes on the account what it is for and who answers for it. Tags of others stay. */
public final class TagAccountStep implements Step {

    private final AwsClients aws;

    TagAccountStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "tag-account";
    }

    @Override
    public String title() {
        return "Tag the account";
    }

    @Override
    public Outcome run(StepContext context) {
        Map<String, String> there = aws
                .organizations()
                .listTagsForResourcePaginator(request -> request.resourceId(context.account()))
                .tags()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
        List<Tag> missing = AccountTags.of(context.request()).entrySet().stream()
                .filter(each -> !each.getValue().equals(there.get(each.getKey())))
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
        if (missing.isEmpty()) {
            return Outcome.done();
        }
        context.intend(Map.of(
                "call",
                "organizations:TagResource",
                "keys",
                missing.stream().map(Tag::key).collect(Collectors.joining(" "))));
        aws.organizations()
                .tagResource(request -> request.resourceId(context.account()).tags(missing));
        return Outcome.done();
    }
}
