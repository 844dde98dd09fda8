package io.bongsu.factory;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.aws.AwsFailures;
import io.bongsu.factory.aws.AwsSettings;
import io.bongsu.factory.aws.QuotaInterceptor;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.blueprint.Blueprints;
import io.bongsu.factory.quota.Rates;
import io.bongsu.factory.quota.Slots;
import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.request.Json;
import io.bongsu.factory.request.RequestState;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.VendingEngine;
import io.bongsu.kit.database.Database;
import io.bongsu.testing.MotoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A few steps of vending with everything that they stand on, begun where the account is there. */
final class TestWorkflow implements AutoCloseable {

    private final Database database;
    private final TestClock clock;
    private final RequestStore requests;
    private final TokenBuckets buckets;
    private final Slots slots;
    private final AwsClients aws;

    /** @param rates whether the published rates are kept */
    TestWorkflow(TestDatabase database, AwsCredentialsProvider credentials, URI aws, TestClock clock, boolean rates) {
        this.database = new Database(database.source());
        this.clock = clock;
        this.requests = new RequestStore(this.database);
        this.buckets = new TokenBuckets(this.database, new Rates(Map.of()), rates, clock, clock);
        this.slots = new Slots(this.database, Map.of(Slots.ASSIGNING, 10), clock);
        this.aws = new AwsClients(
                new AwsSettings(MotoServer.REGION, "us-east-1", Optional.of(aws), "OrganizationAccountAccessRole", 10),
                credentials,
                List.of(new QuotaInterceptor(buckets, new AwsFailures())),
                clock);
    }

    Database database() {
        return database;
    }

    TokenBuckets buckets() {
        return buckets;
    }

    Slots slots() {
        return slots;
    }

    AwsClients aws() {
        return aws;
    }

    VendingEngine engine(List<Step> steps) {
        return VendingEngine.of(steps, new AwsFailures(), database, clock);
    }

    VendingRequest find(UUID id) {
        return requests.find(id).orElseThrow();
    }

    /** A blueprint with these lines besides what every blueprint needs. */
    static Blueprint blueprint(String lines) {
        try {
            Path directory = Files.createTempDirectory("bongsu-blueprints");
            Files.createDirectory(directory.resolve("test"));
            Files.writeString(
                    directory.resolve("test/1.yaml"),
                    """
                    description: {en: A test, ko: 시험}
                    ou: sandbox
                    environments: [dev]
                    regions: [ap-northeast-2]
                    pack: account-baseline
                    """
                            + lines);
            return Blueprints.read(directory, Set.of("sandbox")).find("test").orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String freshAccount() {
        return Long.toString(ThreadLocalRandom.current().nextLong(200_000_000_000L, 999_999_999_999L));
    }

    /** A request whose account is there and that has only these steps. */
    UUID begin(Blueprint blueprint, String account, List<Step> steps) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        database.change(transaction -> {
            transaction.update(
                    "INSERT INTO request (id, body_hash, body, blueprint, name, email, ou, ou_id, requester, state, account_id, created_at, updated_at)"
                            + " VALUES (?, '', ?::jsonb, ?::jsonb, ?, ?, 'sandbox', 'ou', 'kim', ?, ?, ?, ?)",
                    id,
                    "{\"environment\": \"dev\"}",
                    Json.write(blueprint),
                    id.toString(),
                    id + "@company.example",
                    RequestState.RUNNING,
                    account,
                    now,
                    now);
            for (int i = 0; i < steps.size(); i++) {
                transaction.update(
                        "INSERT INTO step (request_id, position, name, state) VALUES (?, ?, ?, ?)",
                        id,
                        i,
                        steps.get(i).name(),
                        i == 0 ? StepState.RUNNING : StepState.PENDING);
            }
        });
        return id;
    }

    /** Carries it on until nothing is left to do. */
    VendingRequest drive(VendingEngine engine, UUID id) {
        for (int i = 0; i < 500; i++) {
            if (engine.workflow().advance(id) instanceof Progress.Again again) {
                clock.until(again.at());
            } else {
                return find(id);
            }
        }
        throw new AssertionError("Request %s does not end: %s".formatted(id, find(id)));
    }

    @Override
    public void close() {
        aws.close();
    }
}
