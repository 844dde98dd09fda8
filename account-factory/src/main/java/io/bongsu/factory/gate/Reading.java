package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.factory.workflow.Failure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The {@code configuration} of one resource, member by member. What AWS says isn't there is null; what it didn't answer is missing and noted;
 * what it will answer in a moment is thrown, so that the whole reading is tried again.
 */
final class Reading {

    private final String region;
    private final Failure.Classifier failures;
    private final List<GateReport.Unanswered> unanswered;
    private final ObjectNode configuration = JsonNodeFactory.instance.objectNode();

    Reading(String region, Failure.Classifier failures, List<GateReport.Unanswered> unanswered) {
        this.region = region;
        this.failures = failures;
        this.unanswered = unanswered;
    }

    ObjectNode configuration() {
        return configuration;
    }

    /**
     * Asks once.
     *
     * @param operation the member's name
     * @param ask gives the member's value
     * @param none error codes by which AWS says that there is none
     */
    void ask(String operation, Supplier<? extends JsonNode> ask, String... none) {
        answer(operation, ask, Set.of(none)).ifPresent(value -> configuration.set(operation, value));
    }

    /** Asks once for each id: the member is an object, whose members are the ids. */
    void askEach(String operation, Iterable<String> ids, Function<String, JsonNode> ask, String... none) {
        ObjectNode all = configuration.putObject(operation);
        for (String id : ids) {
            answer(operation, () -> ask.apply(id), Set.of(none)).ifPresent(value -> all.set(id, value));
        }
    }

    Optional<JsonNode> answer(String operation, Supplier<? extends JsonNode> ask, Set<String> none) {
        try {
            return Optional.of(ask.get());
        } catch (SdkException e) {
            Failure failure = failures.of(e);
            if (e instanceof AwsServiceException && none.contains(failure.code())) {
                return Optional.of(JsonNodeFactory.instance.nullNode());
            }
            switch (failure.kind()) {
                case TURN, BUSY, THROTTLED -> throw e;
                default ->
                    unanswered.add(new GateReport.Unanswered(region, operation, failure.code(), failure.message()));
            }
            return Optional.empty();
        }
    }
}
