package io.bongsu.kit;

import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings that all services share. An unknown key under {@code bongsu} stops the start. */
@ConfigMapping(prefix = "bongsu")
public interface BongsuConfig {

    Kafka kafka();

    OpenSearch opensearch();

    Security security();

    /** What every topic's name begins with. */
    @WithDefault("bongsu.")
    @Pattern(regexp = "[a-zA-Z0-9._-]{1,100}") String topicPrefix();

    /** What every index's name begins with. */
    @WithDefault("bongsu-")
    @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,99}") String indexPrefix();

    default Topics topics() {
        return new Topics(topicPrefix());
    }

    default Indices indices() {
        return new Indices(indexPrefix());
    }

    /** How Kafka is reached, and how our topics are made. */
    interface Kafka {

        /** Comma-separated {@code host:port}. */
        String bootstrapServers();

        /** Partitions of each topic that does not exist yet. */
        @WithDefault("6")
        @Min(1) @Max(10_000) int partitions();

        /** Copies of each partition of a topic that does not exist yet; 3 in production. */
        @WithDefault("1")
        @Min(1) @Max(10) short replicationFactor();

        /** More client properties in Kafka's own words, for TLS, SASL or IAM. */
        Map<String, String> properties();
    }

    /** How OpenSearch is reached. */
    interface OpenSearch {

        /** Base address, for example {@code https://search.example:9200}. */
        URI url();

        /** User name, where the cluster asks for one. */
        Optional<String> username();

        /** File that holds the password, where the cluster asks for one. */
        Optional<Path> passwordFile();

        /** File with the certificate authorities (PEM) that sign the cluster's certificate; Java's own where not given. */
        Optional<Path> caFile();
    }

    /** Who may call. */
    interface Security {

        /** File that holds the access token: at least 32 characters, readable by the service alone. */
        Path tokenFile();
    }
}
