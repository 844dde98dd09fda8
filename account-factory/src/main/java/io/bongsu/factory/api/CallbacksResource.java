package io.bongsu.factory.api;

import static io.bongsu.factory.api.FactoryProblems.told;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.callback.Callback;
import io.bongsu.factory.callback.Callbacks.Answered;
import io.bongsu.factory.callback.Hooks;
import io.bongsu.factory.request.Json;
import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Where hooks answer. They have no access token: the address' token and the message's signature let them in, for this one answer.
 */
@Path("/api/v1/callbacks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Callbacks")
public final class CallbacksResource {

    private static final int MAX_TEXT = 2_000;
    private static final String EXAMPLE =
            "{\"status\": \"success\", \"message\": \"12 resources added\", \"log_url\": \"https://ci.company.example/runs/42\"}";

    private final AccountFactory factory;

    @Inject
    CallbacksResource(AccountFactory factory) {
        this.factory = factory;
    }

    /**
     * What a hook answers.
     *
     * @param status {@code success} or {@code failure}
     * @param message in words, at most 2000 characters
     * @param logUrl where the log is
     */
    public record Answer(@Nullable String status, @Nullable String message, @Nullable String logUrl) {}

    /**
     * What became of it.
     *
     * @param accepted whether it was the first time that this was said
     */
    public record Taken(boolean accepted) {}

    @POST
    @Path("{token}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Answers an order",
            description =
                    "X-Bongsu-Timestamp is the time in seconds, X-Bongsu-Signature sha256= and the hex of HMAC-SHA-256(timestamp + \".\" + body). The same answer again changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Answer.class),
                            examples = @ExampleObject(name = "success", value = EXAMPLE)))
    @APIResponse(responseCode = "200", description = "Taken; accepted is false where the same was said before")
    @APIResponse(responseCode = "400", description = "The body is not of the form asked for")
    @APIResponse(responseCode = "403", description = "The signature is wrong, or older than five minutes")
    @APIResponse(responseCode = "404", description = "Nobody gave that token out")
    @APIResponse(responseCode = "409", description = "Something else was answered before, or the time for it is over")
    public Taken answer(
            @PathParam("token") String token,
            @HeaderParam("X-Bongsu-Timestamp") @Nullable String timestamp,
            @HeaderParam("X-Bongsu-Signature") @Nullable String signature,
            @Nullable String body) {
        Hooks hooks = factory.hooks().orElseThrow(CallbacksResource::unknown);
        UUID id = hooks.signatures().id(token).orElseThrow(CallbacksResource::unknown);
        String text = body == null ? "" : body;
        if (!hooks.signatures().valid(timestamp, signature, text, Instant.now())) {
            throw ProblemException.forbidden(
                    "X-Bongsu-Signature doesn't fit the body and X-Bongsu-Timestamp, or that is more than five minutes off; sign the answer anew");
        }
        Answer answer = parse(text);
        Answered answered = told(() -> factory.callbacks()
                .answer(id, "success".equals(answer.status()), answer.message(), answer.logUrl(), text));
        if (answered == Answered.ACCEPTED) {
            told(() -> factory.callbacks().find(id)).map(Callback::request).ifPresent(factory.scheduler()::wake);
        }
        return switch (answered) {
            case ACCEPTED -> new Taken(true);
            case REPEATED -> new Taken(false);
            case CONTRADICTED ->
                throw ProblemException.conflict("Something else was answered before; an answer counts once");
            case EXPIRED -> throw ProblemException.conflict("The time for this answer is over; the order was given up");
            case UNKNOWN -> throw unknown();
        };
    }

    private static Answer parse(String body) {
        try {
            Answer answer = Json.MAPPER.readValue(body, Answer.class);
            if (answer == null || !("success".equals(answer.status()) || "failure".equals(answer.status()))) {
                throw RequestParameters.wrong(
                        "status", answer == null ? "" : String.valueOf(answer.status()), "success or failure");
            }
            if (length(answer.message()) > MAX_TEXT || length(answer.logUrl()) > MAX_TEXT) {
                throw RequestParameters.wrong("message", "longer", "at most 2000 characters");
            }
            if (answer.logUrl() != null && !answer.logUrl().matches("https?://\\S+")) {
                throw RequestParameters.wrong("log_url", answer.logUrl(), "an address that begins with https://");
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest(
                    "The body is no answer (%s); expected status, message, log_url".formatted(e.getOriginalMessage()));
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("Nobody gave that callback address out");
    }
}
