package io.bongsu.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.endtoend.AwsCalls.As;
import io.bongsu.endtoend.AwsCalls.Call;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the code calls and what Terraform's roles allow are the same: nothing missing, nothing extra. The calls are those of the bytecode;
 * the roles' actions stand in each module's {@code actions.json}, which Terraform reads too. Where IAM calls something by another name than
 * the API, {@code iam-names.json} says so with AWS's page.
 */
final class PermissionsTest {

    private static final Path ROOT = Path.of(System.getProperty("bongsu.root"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode names = names();

    @Test
    void shipMayDoWhatShipCalls() throws IOException {
        AwsCalls calls = AwsCalls.of(ROOT.resolve("collector/target/classes"));

        assertSame("collector-roles", calls, call -> true);
    }

    /** It judges what Kafka brings; what its role allows beside Kafka is for OPA, which is no Java. */
    @Test
    void thePolicyEngineCallsNothing() throws IOException {
        AwsCalls calls = AwsCalls.of(ROOT.resolve("policy-engine/target/classes"));

        assertSame("policy-engine-roles", calls, call -> true);
    }

    @Test
    void theAccountFactoryMayDoInTheManagementAccountWhatItCallsThere() throws IOException {
        AwsCalls calls = AwsCalls.of(ROOT.resolve("account-factory/target/classes"));

        assertSame(
                "account-factory-roles",
                calls,
                call -> calls.as(call).isEmpty() || calls.as(call).contains(As.MANAGEMENT));
    }

    @Test
    void theInventoryRoleReadsWhatTheGateReadsInAnAccount() throws IOException {
        AwsCalls calls = AwsCalls.of(ROOT.resolve("account-factory/target/classes"));

        assertSame(
                "inventory-roles",
                calls,
                call -> call.caller().startsWith("io.bongsu.factory.gate.")
                        && calls.as(call).contains(As.MEMBER));
    }

    @Test
    void everyExceptionIsStillOneAndNamesItsSource() {
        Set<String> called = List.of("collector", "policy-engine", "account-factory").stream()
                .flatMap(module -> AwsCalls.of(ROOT.resolve(module).resolve("target/classes")).all().stream())
                .map(call -> call.service() + ":" + call.operation())
                .collect(Collectors.toSet());

        for (JsonNode each : names.path("operations")) {
            assertThat(called)
                    .as("iam-names.json names what nobody calls")
                    .contains(each.path("operation").asText());
        }
        for (String list : List.of("services", "operations", "never", "beside")) {
            for (JsonNode each : names.path(list)) {
                assertThat(each.path("source").asText()).as("%s", each).startsWith("https://docs.aws.amazon.com/");
                assertThat(each.path("why").asText()).as("%s", each).isNotBlank();
            }
        }
    }

    private void assertSame(String module, AwsCalls calls, Predicate<Call> here) throws IOException {
        Set<String> needed = new TreeSet<>();
        calls.all().stream()
                .filter(here)
                .filter(call -> !never(module, call))
                .forEach(call -> needed.addAll(actions(call)));
        for (JsonNode each : names.path("beside")) {
            if (each.path("module").asText().equals(module)) {
                each.path("actions").forEach(action -> needed.add(action.asText()));
            }
        }
        Set<String> allowed = new TreeSet<>();
        JSON.readTree(Files.readString(
                        ROOT.resolve("terraform/modules").resolve(module).resolve("actions.json")))
                .forEach(statement -> statement.forEach(action -> allowed.add(action.asText())));

        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(allowed);
        Set<String> extra = new TreeSet<>(allowed);
        extra.removeAll(needed);
        assertThat(missing)
                .as(
                        "called, but not allowed by terraform/modules/%s/actions.json; callers: %s",
                        module, callers(calls, missing))
                .isEmpty();
        assertThat(extra)
                .as("allowed by terraform/modules/%s/actions.json, but called by nothing", module)
                .isEmpty();
    }

    /** A call that its class makes with other credentials only, which bytecode doesn't tell. */
    private boolean never(String module, Call call) {
        for (JsonNode each : names.path("never")) {
            if (each.path("module").asText().equals(module)
                    && each.path("operation").asText().equals(call.service() + ":" + call.operation())) {
                return true;
            }
        }
        return false;
    }

    private List<String> actions(Call call) {
        for (JsonNode each : names.path("operations")) {
            if (each.path("operation").asText().equals(call.service() + ":" + call.operation())) {
                List<String> actions = new ArrayList<>();
                each.path("actions").forEach(action -> actions.add(action.asText()));
                return actions;
            }
        }
        String prefix = call.service();
        for (JsonNode each : names.path("services")) {
            if (each.path("service").asText().equals(call.service())) {
                prefix = each.path("prefix").asText();
            }
        }
        return List.of(prefix + ":" + call.operation());
    }

    private Set<String> callers(AwsCalls calls, Set<String> actions) {
        return calls.all().stream()
                .filter(call -> actions(call).stream().anyMatch(actions::contains))
                .map(call -> call.caller().substring(call.caller().lastIndexOf('.') + 1) + " " + call.operation())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode names() {
        try (InputStream in = PermissionsTest.class.getResourceAsStream("/iam-names.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("iam-names.json can't be read", e);
        }
    }
}
