package io.bongsu.collector.logtype;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object that records are read from.
 *
 * @param uri where it is, for people: {@code s3://bucket/key} or {@code file:relative/path}
 * @param key its key in AWS's layout; a file's path below the directory that is read, with slashes
 */
public record SourceObject(String uri, String key) {

    private static final Pattern ACCOUNT = Pattern.compile("(?:^|[/=_])(\\d{12})(?=[/_])");
    private static final Pattern REGION =
            Pattern.compile("(?:^|[/=_])([a-z]{2}(?:-[a-z]+){1,3}-\\d{1,2}[a-z]?)(?=[/_])");
    private static final Pattern TIME = Pattern.compile("_(\\d{8}T\\d{4})(\\d{2})?Z");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm");
    private static final String LAYOUT_ROOT = "AWSLogs/";

    public SourceObject {
        requireNonNull(uri, "uri");
        requireNonNull(key, "key");
    }

    /** The key from {@code AWSLogs/} on: the same for a copy of the archive in another bucket, under another prefix, or on a disk. */
    String identity() {
        int root = key.indexOf(LAYOUT_ROOT);
        return root < 0 ? key : key.substring(root);
    }

    /** The account that the key names, if any. */
    @Nullable String account() {
        return find(ACCOUNT);
    }

    /** The Region that the key names, if any. */
    @Nullable String region() {
        return find(REGION);
    }

    /** The delivery time that the key names, if any. */
    @Nullable Instant time() {
        Matcher matcher = TIME.matcher(key);
        if (!matcher.find()) {
            return null;
        }
        try {
            return LocalDateTime.parse(matcher.group(1), MINUTES).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(key);
        return matcher.find() ? matcher.group(1) : null;
    }
}
