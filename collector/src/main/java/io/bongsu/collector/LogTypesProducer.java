package io.bongsu.collector;

import io.bongsu.collector.logtype.LogTypes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Loads the log types once for the application. */
final class LogTypesProducer {

    @Produces
    @Singleton
    LogTypes logTypes(CollectorConfig config) {
        return LogTypes.load(config.logTypesDirectory());
    }
}
