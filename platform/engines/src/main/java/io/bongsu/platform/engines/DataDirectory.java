package io.bongsu.platform.engines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one installation keeps everything: {@code logs/}, {@code run/}, and a directory of its own for each part that stores data.
 *
 * @param root the directory, without symbolic links
 * @param user whom the children run as
 */
public record DataDirectory(Path root, ChildUser user) {

    public DataDirectory {
        requireNonNull(root, "root");
        requireNonNull(user, "user");
    }

    /**
     * Opens or makes a data directory. When the child user can't get there (a clone below root's home), the data is put below
     * {@code /var/lib} and a symbolic link left in the wanted place.
     *
     * @throws EngineException if the directory can't be made or the child user can't reach what is already there
     */
    public static DataDirectory open(Path wanted, ChildUser user) {
        Path place = wanted.toAbsolutePath().normalize();
        try {
            if (!Files.exists(place)) {
                // A link whose target was deleted is remade from nothing.
                Files.deleteIfExists(place);
                Files.createDirectories(place.getParent());
                if (user.canRead(place.getParent())) {
                    Files.createDirectory(place);
                } else {
                    Path elsewhere = Path.of("/var/lib", "bongsu-" + hash(place));
                    Files.createDirectories(elsewhere);
                    Files.createSymbolicLink(place, elsewhere);
                }
            }
            Path root = place.toRealPath();
            if (Files.getOwner(root).getName().equals(System.getProperty("user.name"))) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            if (!user.canRead(root)) {
                throw new EngineException(
                        "%s can't reach the data directory %s; move it where that account can read, or name another one with BONGSU_HOME"
                                .formatted(user.name(), root));
            }
            DataDirectory data = new DataDirectory(root, user);
            // Only ours: children write their logs through files that we open for them.
            for (Path own : List.of(data.logs(), data.run())) {
                Files.createDirectories(own);
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
            }
            return data;
        } catch (IOException e) {
            throw new EngineException(
                    "The data directory %s can't be made (%s); free some space, or name another one with BONGSU_HOME"
                            .formatted(place, e),
                    e);
        }
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path run() {
        return root.resolve("run");
    }

    /** A part's own directory, made if missing: the child user's, closed to everybody else. */
    public Path of(String part) {
        Path directory = root.resolve(part);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
            }
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be made".formatted(directory), e);
        }
        user.own(directory);
        return directory;
    }

    /** Deletes a directory with everything in it; links are removed, not followed. */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be deleted".formatted(directory), e);
        }
    }

    private static String hash(Path path) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(path.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
