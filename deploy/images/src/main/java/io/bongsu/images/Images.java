package io.bongsu.images;

import static java.util.Objects.requireNonNull;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.bongsu.platform.engines.ChildUser;
import io.bongsu.platform.engines.EngineStore;
import io.bongsu.platform.engines.OpaEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the images from what {@code deploy/images.sh} has prepared, and writes them to files or a registry.
 *
 * @param root the checkout
 * @param work where the script has put {@code base/}, {@code java/}, {@code sbom/}, {@code health.jar}; caches come here too
 * @param version tag of the images
 * @param base another base: a reference in a registry or {@code tar://…}; ours where not given
 * @param registry prefix in a registry, with a login name and password by {@code REGISTRY_USER} and {@code REGISTRY_PASSWORD}; where not
 *     given, files are written to {@code work}
 */
record Images(Path root, Path work, String version, Optional<String> base, Optional<String> registry) {

    private static final String USER = "10001:10001";
    private static final String JAVA = "/opt/java";

    Images {
        requireNonNull(root, "root");
        requireNonNull(work, "work");
        requireNonNull(version, "version");
    }

    /** Called by {@code deploy/images.sh}: root, work, version, base or empty, registry or empty. */
    public static void main(String... arguments) throws Exception {
        if (arguments.length != 5) {
            throw new IllegalArgumentException(
                    "Given %d arguments; expected root, work, version, base, registry: run deploy/images.sh"
                            .formatted(arguments.length));
        }
        new Images(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        arguments[2],
                        Optional.of(arguments[3]).filter(text -> !text.isEmpty()),
                        Optional.of(arguments[4]).filter(text -> !text.isEmpty()))
                .make();
    }

    private void make() throws Exception {
        TrustStore.write(
                work.resolve("base/usr/share/ca-certificates/mozilla"), work.resolve("java/lib/security/cacerts"));
        for (Contents service : Contents.services(root)) {
            write(service.name(), service(service));
        }
        write("opa", opa());
    }

    private JibContainerBuilder service(Contents service) throws Exception {
        Path application = service.module().resolve("target/quarkus-app");
        Path launcher = Files.createDirectories(work.resolve(service.name())).resolve(Launcher.FILE);
        Launcher.write(launcher, Launcher.classPath(application));
        Path cache = work.resolve(service.name()).resolve("app.aot");
        JibContainerBuilder image = based().addFileEntriesLayer(
                        Layers.named("java").tree(work.resolve("java"), JAVA).build())
                .addFileEntriesLayer(Layers.named("libraries")
                        .tree(application.resolve("lib"), Contents.HOME + "/app/lib")
                        .build());
        Layers own = Layers.named("service")
                .tree(application.resolve("app"), Contents.HOME + "/app/app")
                .tree(application.resolve("quarkus"), Contents.HOME + "/app/quarkus")
                .file(launcher, Contents.HOME + "/app/" + Launcher.FILE)
                .file(work.resolve("health.jar"), Contents.HOME + "/health.jar")
                .file(work.resolve("sbom").resolve(service.name() + ".json"), Contents.HOME + "/sbom.json");
        for (Map.Entry<String, Path> data : service.data().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            own.tree(data.getValue(), Contents.HOME + "/" + data.getKey());
        }
        image.addFileEntriesLayer(own.build());
        boolean cached = Files.exists(cache);
        if (cached) {
            image.addFileEntriesLayer(
                    Layers.named("aot").file(cache, Contents.HOME + "/app.aot").build());
        }
        Map<String, String> environment = new HashMap<>(service.environment());
        environment.put("PATH", JAVA + "/bin");
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        return image.setEnvironment(environment).setExposedPorts(Port.tcp(8080)).setEntrypoint(command(cached));
    }

    /** How a service is started; the AOT cache is made with the same words. */
    static List<String> command(boolean cached) {
        List<String> command = new ArrayList<>(List.of(
                JAVA + "/bin/java",
                "-XX:MaxRAMPercentage=70",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        if (cached) {
            command.add("-XX:AOTCache=" + Contents.HOME + "/app.aot");
        }
        command.addAll(List.of("-jar", Contents.HOME + "/app/" + Launcher.FILE));
        return command;
    }

    private JibContainerBuilder opa() throws Exception {
        Path home = OpaEngine.fetchOpa(EngineStore.open(ChildUser.current()), bytes -> {});
        Path bundle = Files.createDirectories(work.resolve("opa")).resolve("bundle.tar.gz");
        OpaEngine.build(home, root.resolve("compliance-packs"), bundle);
        return based().addFileEntriesLayer(Layers.named("opa")
                        .file(home.resolve("opa"), "/opt/opa")
                        .build())
                .addFileEntriesLayer(Layers.named("bundle")
                        .file(bundle, Contents.HOME + "/bundle.tar.gz")
                        .build())
                .setEnvironment(Map.of("PATH", "/opt"))
                // Loopback of the pod or task: nobody but the service beside it asks.
                .setEntrypoint("/opt/opa")
                .setProgramArguments(
                        "run",
                        "--server",
                        "--addr",
                        "127.0.0.1:8181",
                        "--log-level",
                        "error",
                        "--disable-telemetry",
                        "--bundle",
                        Contents.HOME + "/bundle.tar.gz");
    }

    private JibContainerBuilder based() throws Exception {
        JibContainerBuilder image = base.isPresent() ? Jib.from(base.get()) : Jib.fromScratch();
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        image.setPlatforms(Set.of(new Platform(architecture, "linux")));
        Layers layer = Layers.named("base");
        if (base.isEmpty()) {
            layer.tree(work.resolve("base"), "/");
        }
        layer.scratch(work, USER, List.of("/tmp", Contents.STATE));
        return image.addFileEntriesLayer(layer.build())
                .setUser(USER)
                .setWorkingDirectory(AbsoluteUnixPath.get(Contents.STATE))
                .setCreationTime(Instant.EPOCH)
                .setLabels(Map.of(
                        "org.opencontainers.image.version",
                        version,
                        "org.opencontainers.image.licenses",
                        "Apache-2.0"));
    }

    private void write(String name, JibContainerBuilder image) throws Exception {
        Containerizer to;
        String reference;
        if (registry.isPresent()) {
            reference = registry.get() + "/" + name + ":" + version;
            RegistryImage target = RegistryImage.named(reference);
            Optional<String> user = Optional.ofNullable(System.getenv("REGISTRY_USER"));
            if (user.isPresent()) {
                target.addCredential(
                        user.get(),
                        requireNonNull(
                                System.getenv("REGISTRY_PASSWORD"),
                                "REGISTRY_USER is set, REGISTRY_PASSWORD is not; set both or neither"));
            }
            to = Containerizer.to(target);
        } else {
            reference = "bongsu/" + name + ":" + version;
            to = Containerizer.to(TarImage.at(work.resolve(name + ".tar")).named(reference));
        }
        JibContainer made = image.containerize(to.setToolName("bongsu")
                .setAllowInsecureRegistries(registry.orElse("").startsWith("127.0.0.1:")
                        || base.orElse("").startsWith("127.0.0.1:"))
                .setBaseImageLayersCache(work.resolve("cache/base"))
                .setApplicationLayersCache(work.resolve("cache/layers")));
        String digest = made.getDigest().toString();
        Files.writeString(work.resolve(name + ".digest"), digest + "\n");
        System.out.printf("%s %s%n", reference, digest);
    }
}
