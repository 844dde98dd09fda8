package io.bongsu.kit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The installation's access token, read once at start. Never printed. */
@Singleton
public final class AccessToken {

    private static final int MIN_LENGTH = 32;

    private final String value;

    @Inject
    AccessToken(BongsuConfig config) {
        this(config.security().tokenFile());
    }

    AccessToken(Path file) {
        try {
            value = Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Access token file %s can't be read; write at least %d random characters into it and point BONGSU_SECURITY_TOKEN_FILE at it"
                            .formatted(file, MIN_LENGTH),
                    e);
        }
        if (value.length() < MIN_LENGTH) {
            throw new IllegalStateException("Access token in %s has %d characters; expected at least %d random ones"
                    .formatted(file, value.length(), MIN_LENGTH));
        }
    }

    /** The token as the value of an {@code Authorization} header, for calls to another service of this installation. */
    public String asHeader() {
        return "Bearer " + value;
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
