package io.bongsu.platform.engines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Fetched engines, one directory each, shared by every clone of one person: {@code $XDG_CACHE_HOME/bongsu} or {@code ~/.cache/bongsu};
 * {@code /var/cache/bongsu} for a root whose children can't look into its home.
 *
 * @param root where they are
 */
public record EngineStore(Path root) {

    // Within one process a file lock doesn't exclude other threads.
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    public EngineStore {
        requireNonNull(root, "root");
    }

    public static EngineStore open(ChildUser user) {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        try {
            Path own = Files.createDirectories(base.resolve("bongsu"));
            return new EngineStore(user.canRead(own) ? own : Files.createDirectories(Path.of("/var/cache/bongsu")));
        } catch (IOException e) {
            throw new EngineException(
                    "The cache directory %s can't be made (%s); name another one with XDG_CACHE_HOME"
                            .formatted(base.resolve("bongsu"), e),
                    e);
        }
    }

    /** Fills an empty directory with an engine. */
    public interface Filler {
        void fill(Path directory) throws IOException;
    }

    /** Whether an engine is here already. */
    public boolean has(String name) {
        return Files.isDirectory(root.resolve(name));
    }

    /**
     * An engine's directory; filled first if it isn't there. Only a completely filled one ever has the final name, and of several
     * processes that want the same one, one fills.
     */
    public Path get(String name, Filler filler) {
        Path target = root.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        synchronized (LOCKS.computeIfAbsent(target, ignored -> new Object())) {
            try (FileChannel channel = FileChannel.open(
                            root.resolve("." + name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                requireNonNull(lock, "lock");
                if (!Files.isDirectory(target)) {
                    Path fresh = root.resolve("." + name + ".new");
                    DataDirectory.delete(fresh);
                    Files.createDirectory(fresh);
                    filler.fill(fresh);
                    openForReading(fresh);
                    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                }
                return target;
            } catch (IOException e) {
                throw new UncheckedIOException("%s can't be put into %s".formatted(name, root), e);
            }
        }
    }

    // A strict umask must not hide the engine from the user it runs as.
    private static void openForReading(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(path));
                permissions.add(PosixFilePermission.GROUP_READ);
                permissions.add(PosixFilePermission.OTHERS_READ);
                if (Files.isDirectory(path) || permissions.contains(PosixFilePermission.OWNER_EXECUTE)) {
                    permissions.add(PosixFilePermission.GROUP_EXECUTE);
                    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                }
                Files.setPosixFilePermissions(path, permissions);
            }
        }
    }
}
