package io.bongsu.platform.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom child processes run as: ourselves, or, when we are root, an account without privileges ({@code bongsu} where the machine has one,
 * else {@code nobody}). OpenSearch and PostgreSQL refuse to run as root, and nothing else has a reason to.
 */
public sealed interface ChildUser {

    /** The choice for this process. */
    static ChildUser current() {
        return effectiveUid() == 0 ? Unprivileged.find() : new Same();
    }

    /** What stands before a command so that it runs as this user. */
    List<String> prefix();

    /** Hands a file or a whole directory over to this user. */
    void own(Path path);

    /** Whether this user can read (and, if a directory, enter) that path. */
    boolean canRead(Path path);

    /** A name for people. */
    String name();

    private static int effectiveUid() {
        try {
            Path probe = Files.createTempFile("bongsu", "uid");
            try {
                return (Integer) Files.getAttribute(probe, "unix:uid");
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The temporary directory %s can't be written; free some space or set java.io.tmpdir"
                            .formatted(System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    /** Children run as whoever runs us. */
    record Same() implements ChildUser {

        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void own(Path path) {}

        @Override
        public boolean canRead(Path path) {
            return Files.isReadable(path);
        }

        @Override
        public String name() {
            return System.getProperty("user.name");
        }
    }

    /**
     * Children run as another account.
     *
     * @param name the account
     * @param uid its user id
     * @param gid its group id
     */
    record Unprivileged(String name, int uid, int gid) implements ChildUser {

        static Unprivileged find() {
            List<String> lines;
            try {
                lines = Files.readAllLines(Path.of("/etc/passwd"));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "/etc/passwd can't be read, so no account for child processes is known", e);
            }
            for (String wanted : List.of("bongsu", "nobody")) {
                for (String line : lines) {
                    List<String> fields = List.of(line.split(":", -1));
                    if (fields.size() > 3
                            && fields.getFirst().equals(wanted)
                            && !fields.get(2).equals("0")) {
                        return new Unprivileged(
                                wanted, Integer.parseInt(fields.get(2)), Integer.parseInt(fields.get(3)));
                    }
                }
            }
            throw new EngineException(
                    "Started by root, but there is neither an account bongsu nor nobody to run the engines as; create one (useradd --system bongsu) or run as an ordinary user");
        }

        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs", "--");
        }

        @Override
        public void own(Path path) {
            try {
                Files.walkFileTree(path, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                            throws IOException {
                        chown(directory);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        chown(file);
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException("%s can't be handed over to %s".formatted(path, name), e);
            }
        }

        // Never through a link: a directory that the child may write could point anywhere.
        private void chown(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public boolean canRead(Path path) {
            String test = Files.isDirectory(path) ? "test -r \"$1\" && test -x \"$1\"" : "test -r \"$1\"";
            List<String> arguments = new ArrayList<>(prefix());
            arguments.addAll(
                    List.of("sh", "-c", test, "sh", path.toAbsolutePath().toString()));
            return Shell.succeeds(arguments);
        }
    }
}
