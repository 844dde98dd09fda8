package io.bongsu.factory;

import io.bongsu.testing.OpaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An OPA server with the project's approval policy. */
final class ApprovalOpa {

    private ApprovalOpa() {}

    static URI start() {
        try {
            Path packs = Files.createTempDirectory("bongsu-approval-policy");
            Files.setPosixFilePermissions(packs, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path lib = Files.createDirectory(packs.resolve("lib"));
            Files.copy(
                    Path.of(System.getProperty("bongsu.root", ".."))
                            .resolve("compliance-packs/factory/approval.rego")
                            .toAbsolutePath(),
                    lib.resolve("approval.rego"));
            return OpaServer.start(packs).url();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
