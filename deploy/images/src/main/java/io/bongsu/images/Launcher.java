package io.bongsu.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jar that starts a service with one flat class path. Quarkus' own starts it through a class loader of Quarkus, whose classes no AOT
 * cache can hold.
 */
final class Launcher {

    static final String FILE = "run.jar";

    private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private Launcher() {}

    /** The jars of a {@code quarkus-app} in the order in which classes are looked for: what Quarkus transformed goes before its original. */
    static List<Path> classPath(Path application) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String part : List.of("quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar")) {
            if (Files.exists(application.resolve(part))) {
                jars.add(Path.of(part));
            }
        }
        for (String folder : List.of("app", "lib/boot", "lib/main")) {
            if (!Files.isDirectory(application.resolve(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.list(application.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .map(application::relativize)
                        .sorted()
                        .forEach(jars::add);
            }
        }
        if (jars.stream().noneMatch(jar -> jar.startsWith("app"))) {
            throw new IllegalStateException("%s holds no application; build the services first: mvn package"
                    .formatted(application.resolve("app")));
        }
        return jars;
    }

    /** Writes the jar; the same class path gives the same bytes. */
    static void write(Path file, List<Path> classPath) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "io.quarkus.runner.GeneratedMain");
        main.put(
                Attributes.Name.CLASS_PATH,
                String.join(" ", classPath.stream().map(Path::toString).toList()));
        // As in the manifest of Quarkus' own: thread locals of workers are reset between requests.
        main.putValue("Add-Opens", "java.base/java.lang");
        main.putValue("Enable-Native-Access", "ALL-UNNAMED");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            ZipEntry entry = new ZipEntry("META-INF/MANIFEST.MF");
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            zip.write(text.toByteArray());
            zip.closeEntry();
        }
    }
}
