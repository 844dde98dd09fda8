package io.bongsu.factory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.bongsu.factory.callback.Callbacks;
import io.bongsu.factory.callback.Callbacks.Answered;
import io.bongsu.factory.callback.Hooks;
import io.bongsu.factory.callback.Signatures;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.steps.SomeSteps;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.VendingEngine;
import io.bongsu.testing.Fault;
import io.bongsu.testing.FaultProxy;
import io.bongsu.testing.MotoServer;
import io.bongsu.testing.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** StackSets against moto, and Terraform runs against a hook of the test. */
@ExtendWith({PostgresServer.class, MotoServer.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked // JUnit fills the fields.
class CustomizationsIT {

    private static final String TEMPLATE =
            "{\"Parameters\": {\"Team\": {\"Type\": \"String\"}}, \"Resources\": {\"T\": {\"Type\": \"AWS::SNS::Topic\", \"Properties\": {\"TopicName\": \"team\"}}}}";

    private final TestDatabase database = new TestDatabase(new PostgresServer());
    private final TestOrganization organization = TestOrganization.make(new MotoServer().url());
    private final TestClock clock = new TestClock();
    private final Signatures signatures = new Signatures("a-key-of-at-least-thirty-two-characters");
    private final List<JsonNode> orders = new ArrayList<>();
    private int status = 202;
    private FaultProxy proxy;
    private TestWorkflow workflow;
    private Callbacks callbacks;
    private Hooks hooks;
    private HttpServer hook;
    private VendingEngine engine;
    private List<Step> steps;

    @BeforeEach
    void start() throws IOException {
        proxy = FaultProxy.start(new MotoServer().url(), clock);
        workflow = new TestWorkflow(database, organization.provider(), proxy.url(), clock, false);
        callbacks = new Callbacks(workflow.database(), clock);
        hooks = new Hooks(signatures, URI.create("https://factory.company.example"), Duration.ofMinutes(20), clock);
        orders.clear();
        status = 202;
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        hook.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean signed = signatures.valid(
                        exchange.getRequestHeaders().getFirst("X-Bongsu-Timestamp"),
                        exchange.getRequestHeaders().getFirst("X-Bongsu-Signature"),
                        body,
                        clock.instant());
                orders.add(Json.MAPPER.readTree(body));
                exchange.sendResponseHeaders(signed ? status : 403, -1);
            }
        });
        hook.start();
        steps = SomeSteps.ofCustomizations(workflow.aws(), callbacks, Optional.of(hooks));
        engine = workflow.engine(steps);
    }

    @AfterEach
    void stop() {
        hook.stop(0);
        hooks.close();
        workflow.close();
        proxy.close();
    }

    @Test
    void stackSetIsDeployedOnce() {
        String name = stackSet();
        proxy.next("cloudformation:CreateStackInstances", new Fault.LostRequest(), 1);
        proxy.next("cloudformation:CreateStackInstances", new Fault.LostAnswer(), 1);
        // moto has another word for it.
        proxy.next(
                "cloudformation:DescribeStackSetOperation",
                new Fault.Refusal(404, "OperationNotFoundException", "Operation not found"),
                1);
        String lines = "customizations: [{kind: STACK_SET, source: %s, parameters: {Team: payments}}]".formatted(name);
        String account = TestWorkflow.freshAccount();

        VendingRequest done = workflow.drive(engine, begin(lines, account));
        assertThat(done.state()).as("%s", done).isEqualTo(RequestState.HANDED_OVER);
        assertThat(proxy.effects()).containsEntry("cloudformation:CreateStackInstances", 1L);

        assertThat(workflow.drive(engine, begin(lines, account)).state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(proxy.effects()).containsEntry("cloudformation:CreateStackInstances", 1L);
    }

    @Test
    void stackSetThatIsNotThereIsTheOperatorsToMake() {
        VendingRequest held = workflow.drive(
                engine, begin("customizations: [{kind: STACK_SET, source: nothing}]", TestWorkflow.freshAccount()));
        assertThat(held.step("stacksets").orElseThrow().errorCode()).isEqualTo("NO_STACK_SET");
    }

    @Test
    void terraformRunsAndAnswersOnce() {
        UUID id = begin(terraform(), TestWorkflow.freshAccount());
        advance(id, 3);
        assertThat(orders).hasSize(1);
        assertThat(orders.getFirst().path("parameters").path("vpc").textValue()).isEqualTo("yes");
        UUID callback = callback(orders.getFirst());
        assertThat(callbacks.answer(callback, true, "done", "https://ci.example/1", "{1}"))
                .isEqualTo(Answered.ACCEPTED);
        assertThat(callbacks.answer(callback, true, "done", "https://ci.example/1", "{1}"))
                .isEqualTo(Answered.REPEATED);
        assertThat(callbacks.answer(callback, false, "no", null, "{2}")).isEqualTo(Answered.CONTRADICTED);
        assertThat(callbacks.answer(UUID.randomUUID(), true, null, null, "{}")).isEqualTo(Answered.UNKNOWN);
        assertThat(workflow.drive(engine, id).state()).isEqualTo(RequestState.HANDED_OVER);
        assertThat(orders).hasSize(1);
    }

    @Test
    void failureAndExpiryAreTheOperatorsAndARetryOrdersAgain() {
        UUID id = begin(terraform(), TestWorkflow.freshAccount());
        advance(id, 2);
        callbacks.answer(callback(orders.getFirst()), false, "quota of EIPs", "https://ci.example/2", "{}");
        VendingRequest held = workflow.drive(engine, id);
        assertThat(held.step("terraform-hook").orElseThrow().message())
                .contains("quota of EIPs")
                .contains("https://ci.example/2");

        engine.operator().retry(id, "terraform-hook", "lee");
        held = workflow.drive(engine, id);
        assertThat(held.step("terraform-hook").orElseThrow().errorCode()).isEqualTo("HOOK_EXPIRED");
        assertThat(callbacks.answer(callback(orders.getLast()), true, null, null, "{}"))
                .isEqualTo(Answered.EXPIRED);
        assertThat(orders).hasSize(2);
    }

    @Test
    void orderThatNobodyTookIsSentAgainAsTheSame() {
        status = 503;
        UUID id = begin(terraform(), TestWorkflow.freshAccount());
        advance(id, 3);
        assertThat(orders.size()).isGreaterThan(1);
        assertThat(orders.stream().map(CustomizationsIT.this::callback).distinct())
                .hasSize(1);
        assertThat(workflow.find(id).step("terraform-hook").orElseThrow().state())
                .isEqualTo(StepState.WAITING);
    }

    @Test
    void withoutKeyNothingIsOrdered() {
        List<Step> without = SomeSteps.ofCustomizations(workflow.aws(), callbacks, Optional.empty());
        UUID id = workflow.begin(TestWorkflow.blueprint(terraform()), TestWorkflow.freshAccount(), without);
        VendingRequest held = workflow.drive(workflow.engine(without), id);
        assertThat(held.step("terraform-hook").orElseThrow().errorCode()).isEqualTo("NO_HOOK_KEY");
    }

    private UUID begin(String lines, String account) {
        return workflow.begin(TestWorkflow.blueprint(lines), account, steps);
    }

    private void advance(UUID id, int times) {
        for (int i = 0; i < times; i++) {
            engine.workflow().advance(id);
            clock.until(clock.instant().plusSeconds(31));
        }
    }

    private String terraform() {
        return "customizations: [{kind: TERRAFORM, source: 'http://127.0.0.1:%d/', parameters: {vpc: 'yes'}}]"
                .formatted(hook.getAddress().getPort());
    }

    private UUID callback(JsonNode order) {
        String address = order.path("callback").textValue();
        return signatures.id(address.substring(address.lastIndexOf('/') + 1)).orElseThrow();
    }

    private String stackSet() {
        String name = "set" + TestWorkflow.freshAccount();
        try (CloudFormationClient client =
                workflow.aws().management(CloudFormationClient.builder(), MotoServer.REGION)) {
            client.createStackSet(request -> request.stackSetName(name).templateBody(TEMPLATE));
        }
        return name;
    }
}
