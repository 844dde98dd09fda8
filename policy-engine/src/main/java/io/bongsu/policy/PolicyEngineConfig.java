package io.bongsu.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/** Settings of the policy engine. An unknown key under {@code policy-engine} stops the start. */
@ConfigMapping(prefix = "policy-engine")
public interface PolicyEngineConfig {

    /** Base address of OPA's REST API, for example {@code http://127.0.0.1:8181}; OPA serves the same packs as {@link #packsDirectory}. */
    URI opaUrl();

    /** The folder with {@code rules/} and {@code packs/}. */
    Path packsDirectory();

    /** Where the state stores are kept between starts; what is lost here is restored from Kafka. */
    Path stateDirectory();

    Judging judging();

    Streams streams();

    Indexing indexing();

    Attestation attestation();

    Evidence evidence();

    Reports reports();

    /** How OPA is asked. */
    interface Judging {

        /** Resources or events in one question to OPA; about 20 is the fastest. */
        @WithDefault("20")
        @Min(1) @Max(500) int batchSize();

        /** Questions to OPA under way at the same time, over all partitions. */
        @WithDefault("2")
        @Min(1) @Max(64) int inFlight();

        /** Milliseconds between looks at what waits; a longer time makes fuller questions to OPA. */
        @WithDefault("100")
        @Min(5) @Max(10_000) int intervalMillis();

        /** Milliseconds until a question without answer counts as failed. */
        @WithDefault("5000")
        @Min(100) @Max(60_000) int timeoutMillis();

        /** How often a question is asked before OPA counts as away and the verdict is ERROR. */
        @WithDefault("3")
        @Min(1) @Max(20) int attempts();

        /** Milliseconds before OPA, once away, is asked again. */
        @WithDefault("1000")
        @Min(50) @Max(300_000) int retryMillis();
    }

    /** The Kafka Streams application. */
    interface Streams {

        /** Stream threads of this process. */
        @WithDefault("1")
        @Min(1) @Max(64) int threads();

        /** Milliseconds between commits; a finding can be seen by others after the commit that follows it. */
        @WithDefault("200")
        @Min(10) @Max(30_000) int commitIntervalMillis();

        /** Copies of each state store kept warm on other processes. */
        @WithDefault("0")
        @Min(0) @Max(3) int standbyReplicas();
    }

    /** Findings and resources into OpenSearch. */
    interface Indexing {

        /** Records of one bulk request, at most. */
        @WithDefault("2000")
        @Min(1) @Max(20_000) int bulkRecords();

        /** Bytes of one bulk request, about. */
        @WithDefault("5242880")
        @Min(65_536) @Max(52_428_800) int bulkBytes();

        /** Milliseconds before OpenSearch, once it could not take documents, is tried again. */
        @WithDefault("1000")
        @Min(50) @Max(300_000) int retryMillis();
    }

    /** What people attest. */
    interface Attestation {

        /** Time zone whose days due dates and ends mean. */
        @WithDefault("Asia/Seoul")
        ZoneId zone();

        /** How many days before its end an attestation is asked for again. */
        @WithDefault("30")
        @Min(0) @Max(366) int remindDays();
    }

    /** Files that prove what people attest. */
    interface Evidence {

        /** Bytes of one file, at most. */
        @WithDefault("10485760")
        @Min(1024) @Max(15_728_640) long maxBytes();
    }

    /** Compliance reports. */
    interface Reports {

        /** Where reports are kept; {@code reports} in the state directory if not set. */
        Optional<Path> directory();

        /** File of the Ed25519 key that signs reports, PKCS #8 as PEM, readable by the service alone; made in the state directory if not set. */
        Optional<Path> keyFile();

        /** Who is assessed, as reports name it. */
        @WithDefault("AWS Organization")
        @Size(min = 1, max = 200) String organization();

        /** How many finished reports are kept; the oldest are removed. */
        @WithDefault("50")
        @Min(1) @Max(1_000) int keep();

        /** How many reports may wait or be made at the same time; one is made after another. */
        @WithDefault("10")
        @Min(1) @Max(100) int waiting();
    }
}
