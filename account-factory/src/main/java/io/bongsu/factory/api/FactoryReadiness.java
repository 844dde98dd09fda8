package io.bongsu.factory.api;

import io.bongsu.factory.AccountFactory;
import io.bongsu.kit.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers; everything else can be away for a while without a request being lost. */
@Readiness
@ApplicationScoped
public class FactoryReadiness implements HealthCheck {

    private final AccountFactory factory;

    @Inject
    FactoryReadiness(AccountFactory factory) {
        this.factory = factory;
    }

    @Override
    public HealthCheckResponse call() {
        boolean database;
        try {
            database = factory.requests().open() >= 0;
        } catch (DatabaseException e) {
            database = false;
        }
        return HealthCheckResponse.named("account-factory")
                .withData("database", database)
                .status(database)
                .build();
    }
}
