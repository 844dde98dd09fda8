package io.bongsu.policy.api;

import io.bongsu.kit.ProblemException;
import io.bongsu.policy.PolicyEngineConfig;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.bongsu.policy.evaluation.EvaluationUnavailableException;
import io.bongsu.policy.evaluation.Evaluator;
import io.bongsu.policy.input.UnjudgeableException;
import io.bongsu.policy.judge.Judge;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Resources in, verdicts out. */
@Path("/api/v1/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evaluations")
@Singleton
public final class EvaluationsResource {

    private static final String EXAMPLE =
            """
            {"pack": "isms-p", "resources": [{"type": "AWS::EC2::Volume", "id": "vol-1", "account": "111122223333",
             "region": "ap-northeast-2", "configuration": {"state": "in-use", "encrypted": true}}]}""";

    private final Catalogue catalogue;
    private final Evaluator evaluator;

    @Inject
    EvaluationsResource(Catalogue catalogue, PolicyEngineConfig config) {
        this.catalogue = catalogue;
        PolicyEngineConfig.Judging judging = config.judging();
        Clock clock = Clock.systemUTC();
        Judge judge = new Judge(
                config.opaUrl(),
                judging.inFlight(),
                Duration.ofMillis(judging.timeoutMillis()),
                judging.attempts(),
                Duration.ofMillis(judging.retryMillis()),
                clock);
        this.evaluator = new Evaluator(catalogue, judge, judging.inFlight(), judging.batchSize(), clock);
    }

    @PreDestroy
    void stop() {
        evaluator.close();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Judges resources by a pack, now",
            description =
                    "Nothing is stored. A guardrail that can't judge what it is given answers ERROR; a guardrail of the pack that nothing given is a matter of is named in unasked.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = EvaluationRequest.Form.class),
                            examples = @ExampleObject(name = "a volume", value = EXAMPLE)))
    @APIResponse(responseCode = "200", description = "The verdicts")
    @APIResponse(responseCode = "400", description = "The request is wrong; the problem says where")
    @APIResponse(responseCode = "404", description = "There is no such pack")
    @APIResponse(responseCode = "413", description = "The body is larger than 16 MiB")
    @APIResponse(responseCode = "503", description = "OPA does not answer, so nothing is judged")
    public EvaluationView evaluate(byte[] body) {
        EvaluationRequest request = EvaluationRequest.read(body);
        Pack pack = catalogue
                .pack(request.pack())
                .orElseThrow(() -> ProblemException.notFound("There is no pack '%s'; the packs are %s"
                        .formatted(
                                request.pack(),
                                catalogue.packs().stream().map(Pack::id).toList())));
        try {
            return EvaluationView.of(evaluator.evaluate(pack, request.subjects()));
        } catch (UnjudgeableException e) {
            throw ProblemException.badRequest(e.getMessage());
        } catch (EvaluationUnavailableException e) {
            throw ProblemException.unavailable(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The service is stopping");
        }
    }
}
