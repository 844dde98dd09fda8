package io.bongsu.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Layers from files. Owner, rights and times come from here and not from the machine, so that the same files make the same layer. */
final class Layers {

    /** The time of every file in an image; an AOT cache knows its jars by it. */
    static final Instant TIME = FileEntriesLayer.DEFAULT_MODIFICATION_TIME;

    private static final FilePermissions READ = FilePermissions.fromOctalString("644");
    private static final FilePermissions RUN = FilePermissions.fromOctalString("755");
    private static final FilePermissions SCRATCH = FilePermissions.fromOctalString("755");

    private final FileEntriesLayer.Builder layer = FileEntriesLayer.builder();

    private Layers(String name) {
        layer.setName(name);
    }

    static Layers named(String name) {
        return new Layers(name);
    }

    /** Everything below a folder, with links followed: an image of ours has none. */
    Layers tree(Path folder, String target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                String relative = folder.relativize(file).toString();
                if (relative.isEmpty()) {
                    continue;
                }
                String at = target.equals("/") ? "/" + relative : target + "/" + relative;
                if (Files.isDirectory(file)) {
                    directory(at, file, RUN, "0:0");
                } else {
                    file(file, at);
                }
            }
        }
        return this;
    }

    Layers file(Path file, String target) {
        layer.addEntry(file, AbsoluteUnixPath.get(target), Files.isExecutable(file) ? RUN : READ, TIME, "0:0");
        return this;
    }

    /** Folders that the service may write in; where the root is read-only, something is mounted there. */
    Layers scratch(Path any, String owner, List<String> targets) {
        targets.forEach(target -> directory(target, any, SCRATCH, owner));
        return this;
    }

    private void directory(String target, Path like, FilePermissions rights, String owner) {
        layer.addEntry(like, AbsoluteUnixPath.get(target), rights, TIME, owner);
    }

    FileEntriesLayer build() {
        return layer.build();
    }
}
