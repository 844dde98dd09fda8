package io.bongsu.collector.ship;

import io.bongsu.collector.logtype.SourceObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files below a directory that is laid out like a log bucket. */
final class DirectoryListing {

    private DirectoryListing() {}

    /** Every regular file, in the order of its path; hidden ones and links are left out. The caller closes the stream. */
    @SuppressWarnings("StreamResourceLeak")
    static Stream<ObjectSource> list(Path directory) throws IOException {
        return Files.walk(directory)
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .sorted()
                .map(path -> new FileSource(directory, path));
    }

    private record FileSource(Path directory, Path file) implements ObjectSource {

        @Override
        public SourceObject object() {
            String key = directory.relativize(file).toString().replace(File.separatorChar, '/');
            return new SourceObject("file:" + key, key);
        }

        @Override
        public Content open() throws IOException {
            return new Content(
                    Files.newInputStream(file), Files.getLastModifiedTime(file).toInstant());
        }
    }
}
