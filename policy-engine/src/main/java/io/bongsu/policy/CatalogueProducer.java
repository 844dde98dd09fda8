package io.bongsu.policy;

import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.CatalogueReader;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the catalogue at start, so that a pack that can't be used stops the start and not the first verdict. */
final class CatalogueProducer {

    @Produces
    @Singleton
    @Startup
    Catalogue catalogue(PolicyEngineConfig config) {
        return CatalogueReader.read(config.packsDirectory());
    }
}
