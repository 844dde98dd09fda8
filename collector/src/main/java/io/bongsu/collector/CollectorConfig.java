package io.bongsu.collector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Settings of the collector. An unknown key under {@code collector} stops the start. */
@ConfigMapping(prefix = "collector")
public interface CollectorConfig {

    /** What this process does. */
    Role role();

    /** The folder with {@code <type>/type.yaml}. */
    Path logTypesDirectory();

    Ship ship();

    Index index();

    enum Role {
        /** Sources to Kafka. */
        SHIP,
        /** Kafka to OpenSearch. */
        INDEX
    }

    interface Ship {

        /** Whether directories of this machine may be read on request; for an installation on one machine only. */
        @WithDefault("false")
        boolean directories();

        /** URLs of the SQS queues that announce objects. */
        Optional<List<String>> queues();

        /** Objects read at the same time. */
        @WithDefault("4")
        @Min(1) @Max(256) int concurrency();

        /** Bytes of the longest record that is taken; a longer one is quarantined. */
        @WithDefault("4194304")
        @Min(1024) @Max(4194304) int maxRecordBytes();

        /** Seconds that SQS hides a message while its objects are read; renewed as long as the reading goes on. */
        @WithDefault("60")
        @Min(10) @Max(43200) int visibilitySeconds();

        /** Address of an S3-compatible server other than AWS, reached by path-style requests. */
        Optional<URI> s3Endpoint();

        /** Address of an SQS-compatible server other than AWS. */
        Optional<URI> sqsEndpoint();
    }

    interface Index {

        /** Consumers in this process; more than the topics have partitions are idle. */
        @WithDefault("2")
        @Min(1) @Max(64) int consumers();

        /** Bytes of one bulk request, about. */
        @WithDefault("5242880")
        @Min(65536) @Max(52428800) int bulkBytes();

        /**
         * What one index holds. It decides where a record's document is, so it must not change while indices written under another
         * setting are searched: the same record would be stored again.
         */
        @WithDefault("month")
        Period period();
    }

    /** The period of event time that shares one index, in UTC. */
    enum Period {
        DAY("uuuu.MM.dd"),
        MONTH("uuuu.MM");

        private final DateTimeFormatter format;

        Period(String pattern) {
            format = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
        }

        /** The period's name in an index, for example {@code 2026.11}. */
        public String of(Instant time) {
            return format.format(time);
        }
    }
}
