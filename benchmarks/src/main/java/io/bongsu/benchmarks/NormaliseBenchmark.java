package io.bongsu.benchmarks;

import io.bongsu.collector.codec.Codec;
import io.bongsu.collector.codec.Piece;
import io.bongsu.collector.codec.RecordCodec;
import io.bongsu.collector.document.DocumentWriter;
import io.bongsu.collector.document.DocumentWriter.Form;
import io.bongsu.collector.document.Mapping;
import io.bongsu.collector.document.Origin;
import io.bongsu.collector.logtype.IdentifiedRecord;
import io.bongsu.collector.logtype.LogType;
import io.bongsu.collector.logtype.LogTypes;
import io.bongsu.collector.logtype.SourceObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** CloudTrail on one core, from a delivered file's bytes to finished documents: decompress, split, identify, normalise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@Threads(1)
public class NormaliseBenchmark {

    static final int RECORDS = 2_000;

    private final Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final SourceObject source = new SourceObject(
            "s3://logs/AWSLogs/111111111111/CloudTrail/ap-northeast-2/2026/10/01/f.json.gz",
            "AWSLogs/111111111111/CloudTrail/ap-northeast-2/2026/10/01/f.json.gz");
    private byte[] text = {};
    private byte[] compressed = {};
    private LogType type = logType();
    private DocumentWriter writer = writer(type);

    @Setup
    public void prepare() {
        text = new CloudTrailFile(1).envelope("111111111111", RECORDS);
        compressed = CloudTrailFile.gzip(text);
    }

    /** Bytes of a record, decompressed, on average. */
    static double bytesPerRecord() {
        return new CloudTrailFile(1).envelope("111111111111", RECORDS).length / (double) RECORDS;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void wholePath(Blackhole blackhole) throws IOException {
        run(compressed, source.key(), blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void withoutGzip(Blackhole blackhole) throws IOException {
        run(text, "plain.json", blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void splitAlone(Blackhole blackhole) throws IOException {
        RecordCodec codec = type.codec().open(new ByteArrayInputStream(text), 4 << 20);
        for (Piece piece = codec.next(); piece != null; piece = codec.next()) {
            blackhole.consume(piece);
        }
    }

    private void run(byte[] object, String key, Blackhole blackhole) throws IOException {
        RecordCodec codec = type.codec().open(Codec.decompress(new ByteArrayInputStream(object), key), 4 << 20);
        for (Piece piece = codec.next(); piece != null; piece = codec.next()) {
            if (!(piece instanceof Piece.Record record)) {
                throw new IllegalStateException("A made record is broken: " + piece);
            }
            IdentifiedRecord identified = type.identify(record, source, now);
            Origin origin = new Origin(
                    identified.account(),
                    identified.region(),
                    identified.time(),
                    source.uri(),
                    identified.position(),
                    "bongsu.logs.cloudtrail-0@1",
                    null);
            blackhole.consume(writer.write(identified.bytes(), origin, Form.PLAIN));
        }
    }

    private static LogType logType() {
        return LogTypes.load(root().resolve("collector/log-types"))
                .byName("cloudtrail")
                .orElseThrow();
    }

    private static DocumentWriter writer(LogType type) {
        return new DocumentWriter(
                type,
                Mapping.read(root().resolve("collector/log-types/cloudtrail/index-template.json")),
                Clock.systemUTC());
    }

    private static Path root() {
        return Path.of(System.getProperty("bongsu.root", "."));
    }
}
