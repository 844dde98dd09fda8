package io.bongsu.platform.engines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Verifies and unpacks what was fetched. */
final class Archives {

    private Archives() {}

    /** Refuses a file whose content isn't exactly the expected one. */
    static void verify(Path file, String sha256) throws IOException {
        String found = sha256(file);
        if (!found.equals(sha256)) {
            throw new EngineException(
                    "%s has SHA-256 %s; expected %s. Delete it from Maven's local repository and try again; if it stays so, the source it came from can't be trusted"
                            .formatted(file.getFileName(), found, sha256));
        }
    }

    static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // The digest sees every byte on its way.
                continue;
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Unpacks a zip without its one top directory; what lies in {@code bin/} becomes executable, as zip entries carry no mode here. */
    static void unzip(Path zip, Path into) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                int slash = entry.getName().indexOf('/');
                String name = entry.getName().substring(slash + 1);
                if (name.isEmpty()) {
                    continue;
                }
                Path target = inside(into, name);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                if (name.startsWith("bin/")) {
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    /** Unpacks the one {@code .txz} that lies in a jar. */
    static void untarFromJar(Path jar, Path into) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            ZipEntry archive = Collections.list(file.entries()).stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("%s has no .txz in it".formatted(jar.getFileName())));
            try (TarArchiveInputStream tar = new TarArchiveInputStream(
                    new XZInputStream(new BufferedInputStream(file.getInputStream(archive), 1 << 16)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    Path target = inside(into, entry.getName());
                    if (entry.isDirectory()) {
                        Files.createDirectories(target);
                        continue;
                    }
                    Files.createDirectories(target.getParent());
                    if (entry.isSymbolicLink()) {
                        inside(
                                into,
                                into.relativize(target.resolveSibling(entry.getLinkName())
                                                .normalize())
                                        .toString());
                        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                    } else {
                        Files.copy(tar, target);
                        boolean executable = (entry.getMode() & 0100) != 0;
                        Files.setPosixFilePermissions(
                                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                    }
                }
            }
        }
    }

    private static Path inside(Path directory, String name) throws IOException {
        Path target = directory.resolve(name).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("Archive entry '%s' points outside of the archive".formatted(name));
        }
        return target;
    }
}
