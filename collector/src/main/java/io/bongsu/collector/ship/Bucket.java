package io.bongsu.collector.ship;

import io.bongsu.collector.CollectorConfig;
import io.bongsu.collector.logtype.SourceObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** S3 as the ship role needs it. The client is made at first use: an installation that reads directories only needs no Region. */
@Singleton
final class Bucket {

    private final CollectorConfig.Ship config;
    private volatile S3Client client;

    @Inject
    Bucket(CollectorConfig config) {
        this.config = config.ship();
    }

    /** One object, by bucket and key. */
    ObjectSource object(String bucket, String key) {
        return new S3Object(bucket, key);
    }

    /** Every object whose key begins with the prefix; pages are fetched as the stream is read. */
    Stream<ObjectSource> list(String bucket, String prefix) {
        return s3().listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .filter(object -> !object.key().endsWith("/"))
                .map(object -> new S3Object(bucket, object.key()));
    }

    private synchronized S3Client s3() {
        if (client == null) {
            S3ClientBuilder builder = S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
            config.s3Endpoint()
                    .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
            client = builder.build();
        }
        return client;
    }

    private final class S3Object implements ObjectSource {

        private final String bucket;
        private final String key;

        S3Object(String bucket, String key) {
            this.bucket = bucket;
            this.key = key;
        }

        @Override
        public SourceObject object() {
            return new SourceObject("s3://" + bucket + "/" + key, key);
        }

        @Override
        public Content open() throws IOException {
            try {
                ResponseInputStream<GetObjectResponse> stream =
                        s3().getObject(request -> request.bucket(bucket).key(key));
                GetObjectResponse response = stream.response();
                return new Content(
                        new Whole(stream, Objects.requireNonNullElse(response.contentLength(), -1L)),
                        Objects.requireNonNullElse(response.lastModified(), Instant.EPOCH));
            } catch (SdkException e) {
                throw new IOException("s3://%s/%s can't be opened: %s".formatted(bucket, key, e.getMessage()), e);
            }
        }
    }

    /** Tells a connection that broke off, which is worth another try, from an object that ends there. */
    private static final class Whole extends InputStream {
        private final InputStream in;
        private final long length;
        private long read;

        Whole(InputStream in, long length) {
            this.in = in;
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int n) throws IOException {
            try {
                int got = in.read(buffer, offset, n);
                if (got < 0 && length >= 0 && read < length) {
                    throw new IOException("The connection ended after %d of %d bytes".formatted(read, length));
                }
                read += Math.max(got, 0);
                return got;
            } catch (SdkException e) {
                throw new IOException("The connection broke after %d bytes: %s".formatted(read, e.getMessage()), e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
