package io.bongsu.console.upstream;

import io.bongsu.console.ConsoleConfig;
import io.bongsu.contracts.PipelineView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/** The pipeline's books, from the collector's index role. */
@Singleton
public final class Pipeline {

    private final RestClient rest;
    private final URI base;

    @Inject
    Pipeline(RestClient rest, ConsoleConfig config) {
        this.rest = rest;
        this.base = config.pipelineUrl();
    }

    public PipelineView books() {
        return rest.get(Part.PIPELINE, base, "/api/v1/pipeline", PipelineView.class);
    }
}
