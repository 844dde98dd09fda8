package io.bongsu.factory;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.aws.AwsFailures;
import io.bongsu.factory.aws.AwsSettings;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import io.bongsu.factory.workflow.VendingEngine;
import io.bongsu.kit.database.Database;
import io.bongsu.testing.MotoServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Requests whose plan is one step, for an account that is already there. */
final class OneStep {

    private final DataSource source;
    private final TestClock clock;

    OneStep(DataSource source, TestClock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Finds the account, as the steps before would have. */
    private record Found(String account) implements Step {

        @Override
        public String name() {
            return "found";
        }

        @Override
        public String title() {
            return "Find the account";
        }

        @Override
        public Outcome run(StepContext context) {
            return Outcome.done(Step.ACCOUNT_ID, account);
        }
    }

    /** Clients without quotas and metrics. */
    static AwsClients clients(URI endpoint, AwsCredentialsProvider credentials, TestClock clock) {
        return new AwsClients(
                new AwsSettings(
                        MotoServer.REGION, "us-east-1", Optional.of(endpoint), "OrganizationAccountAccessRole", 10),
                credentials,
                List.of(),
                clock);
    }

    /** Carries a new request on until it ends or is held. */
    VendingRequest run(Step step, String account, Blueprint blueprint, String ouId) {
        return run(UUID.randomUUID(), step, account, blueprint, ouId);
    }

    VendingRequest run(UUID id, Step step, String account, Blueprint blueprint, String ouId) {
        insert(id, step.name(), blueprint, ouId);
        return goOn(id, step, account);
    }

    /** Runs a held step again. */
    VendingRequest retry(VendingRequest held, Step step) {
        engine(step, String.valueOf(held.accountId())).operator().retry(held.id(), step.name(), "test");
        return goOn(held.id(), step, String.valueOf(held.accountId()));
    }

    /** Carries a request on, as any instance may at any moment. */
    VendingRequest goOn(UUID id, Step step, String account) {
        for (int i = 0; i < 500; i++) {
            if (!(engine(step, account).workflow().advance(id) instanceof Progress.Again again)) {
                return new RequestStore(new Database(source)).find(id).orElseThrow();
            }
            clock.until(again.at());
        }
        throw new AssertionError("%s does not end".formatted(step.name()));
    }

    private VendingEngine engine(Step step, String account) {
        return VendingEngine.of(List.of(new Found(account), step), new AwsFailures(), new Database(source), clock);
    }

    void insert(UUID id, String step, Blueprint blueprint, String ouId) {
        AccountRequest wish = TestFactory.sandbox("n" + id.toString().substring(0, 13));
        try (Connection connection = source.getConnection();
                PreparedStatement request = connection.prepareStatement(
                        "INSERT INTO request (id, body_hash, body, blueprint, name, email, ou, ou_id, requester, state, created_at, updated_at)"
                                + " VALUES (?, 'x', ?::jsonb, ?::jsonb, ?, ?, 'sandbox', ?, 'kim', 'RUNNING', ?, ?)");
                PreparedStatement steps = connection.prepareStatement(
                        "INSERT INTO step (request_id, position, name, state) VALUES (?, 0, 'found', 'RUNNING'), (?, 1, ?, 'PENDING')")) {
            Timestamp now = Timestamp.from(clock.instant());
            request.setObject(1, id);
            request.setString(2, Json.write(wish));
            request.setString(3, Json.write(blueprint));
            request.setString(4, wish.name());
            request.setString(5, wish.name() + "@company.example");
            request.setString(6, ouId);
            request.setTimestamp(7, now);
            request.setTimestamp(8, now);
            request.executeUpdate();
            steps.setObject(1, id);
            steps.setObject(2, id);
            steps.setString(3, step);
            steps.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
