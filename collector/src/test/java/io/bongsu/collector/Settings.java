package io.bongsu.collector;

import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.kit.BongsuConfig;
import io.bongsu.testing.KafkaServer;
import io.bongsu.testing.OpenSearchServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;

/** Settings as the services read them, for the run's servers. */
public final class Settings {

    private Settings() {}

    public static BongsuConfig shared(KafkaServer kafka, OpenSearchServer opensearch, Topics topics, Indices indices) {
        return new SmallRyeConfigBuilder()
                .withMapping(BongsuConfig.class)
                .withDefaultValues(Map.of(
                        "bongsu.kafka.bootstrap-servers", kafka.bootstrapServers(),
                        "bongsu.kafka.partitions", "2",
                        "bongsu.opensearch.url", opensearch.url().toString(),
                        "bongsu.topic-prefix", topics.prefix(),
                        "bongsu.index-prefix", indices.prefix(),
                        "bongsu.security.token-file", "unused"))
                .build()
                .getConfigMapping(BongsuConfig.class);
    }

    public static CollectorConfig collector(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(CollectorConfig.class)
                .withDefaultValues(values)
                // In the application Quarkus does this.
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return Validation.buildDefaultValidatorFactory().getValidator();
                    }
                })
                .build()
                .getConfigMapping(CollectorConfig.class);
    }
}
