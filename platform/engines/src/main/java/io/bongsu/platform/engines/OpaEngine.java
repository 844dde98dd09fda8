package io.bongsu.platform.engines;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Open Policy Agent's server.
 *
 * @param port port of the REST API
 * @param bundle the bundle it serves, see {@link #build}; it stands in {@code opa/} of the data directory
 */
public record OpaEngine(int port, Path bundle) implements Engine {

    private static final String VERSION = "1.22.0";
    private static final String GO_PACKAGE = "github.com/open-policy-agent/opa@v" + VERSION;

    public OpaEngine {
        requireNonNull(bundle, "bundle");
    }

    @Override
    public String name() {
        return "opa";
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Path fetch(EngineStore store, LongConsumer progress) {
        return fetchOpa(store, progress);
    }

    /** The directory with the {@code opa} program: of PATH if it is exactly this version, the official release, or built by Go. */
    public static Path fetchOpa(EngineStore store, LongConsumer progress) {
        return store.get("opa-" + VERSION, directory -> {
            Path opa = directory.resolve("opa");
            Optional<Path> installed = Shell.onPath("opa").filter(OpaEngine::isRightVersion);
            if (installed.isPresent()) {
                // A copy: the one on PATH may lie where the child user can't read, and may be replaced tomorrow.
                Files.copy(installed.get(), opa);
            } else {
                Optional<String> whyNot = download(opa, progress);
                if (whyNot.isPresent()) {
                    buildWithGo(directory, whyNot.get());
                }
            }
            Files.setPosixFilePermissions(opa, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (!isRightVersion(opa)) {
                throw new EngineException(
                        "The opa that was fetched isn't version %s or doesn't run on this machine; put that version on PATH"
                                .formatted(VERSION));
            }
        });
    }

    /** How OPA could be had here, or empty if it can't; without fetching anything big. */
    public static Optional<String> source(EngineStore store) {
        if (store.has("opa-" + VERSION)) {
            return Optional.of("cached");
        }
        if (Shell.onPath("opa").filter(OpaEngine::isRightVersion).isPresent()) {
            return Optional.of("on PATH");
        }
        if (release("").isPresent()) {
            return Optional.of("official release");
        }
        return Shell.onPath("go").map(go -> "built by Go from its module proxy");
    }

    /**
     * Builds the bundle that the server serves: all Rego and data of the given directories, without tests.
     *
     * @param home the directory that {@link #fetchOpa} returned
     * @param packs a directory with {@code lib/}, {@code engine/} and {@code rules/}
     * @param bundle the file to write; replaced in one step
     * @throws EngineException with OPA's own words if the Rego doesn't compile
     */
    public static void build(Path home, Path packs, Path bundle) {
        Path fresh = bundle.resolveSibling(bundle.getFileName() + ".new");
        List<String> arguments = new ArrayList<>(List.of(
                home.resolve("opa").toString(), "build", "--bundle", "--ignore", "*_test.rego", "--ignore", ".*"));
        // Packs, texts and recorded verdicts are the policy engine's and the tests' affair.
        try (var entries = Files.list(packs)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (!List.of("lib", "engine", "rules", "factory").contains(name)) {
                    arguments.addAll(List.of("--ignore", name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The guardrails in %s can't be read".formatted(packs), e);
        }
        arguments.addAll(List.of("--output", fresh.toString(), packs.toString()));
        Shell.Result result = Shell.run(arguments, Map.of(), packs, Duration.ofSeconds(60));
        if (result.exit() != 0) {
            throw new EngineException("The guardrails in %s don't build: %s"
                    .formatted(packs, result.output().strip()));
        }
        try {
            Files.move(fresh, bundle, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Command prepare(Path home, DataDirectory data, ChildProcesses children) {
        Path directory = data.of(name());
        if (!Files.exists(bundle)) {
            throw new EngineException("OPA's bundle %s isn't there; build it first".formatted(bundle));
        }
        if (!data.user().canRead(bundle)) {
            throw new EngineException(
                    "%s can't read OPA's bundle %s".formatted(data.user().name(), bundle));
        }
        return new Command(
                List.of(
                        home.resolve("opa").toString(),
                        "run",
                        "--server",
                        "--addr",
                        "127.0.0.1:" + port,
                        "--log-level",
                        "error",
                        "--disable-telemetry",
                        "--bundle",
                        bundle.toString()),
                Map.of("HOME", directory.toString()),
                directory);
    }

    @Override
    public Optional<String> missing() {
        return Loopback.missing(URI.create(address() + "/health?bundles"), body -> Optional.empty());
    }

    @Override
    public Duration stopGrace() {
        return Duration.ofSeconds(15);
    }

    private static boolean isRightVersion(Path opa) {
        try {
            Shell.Result result =
                    Shell.run(List.of(opa.toString(), "version"), Map.of(), Path.of("/"), Duration.ofSeconds(20));
            return result.exit() == 0 && result.output().lines().anyMatch(("Version: " + VERSION)::equals);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Fetches the official release; empty on success, else why it can't be had. A wrong checksum is no reason to try something else. */
    private static Optional<String> download(Path target, LongConsumer progress) throws IOException {
        // The sum published beside the release, over TLS: it guards against a damaged download, not against a
        // compromised
        // publisher. Pinning the sums here would, and waits for somebody who can vouch for them.
        Optional<String> sum = release(".sha256");
        if (sum.isEmpty()) {
            return Optional.of("the official release can't be reached");
        }
        String expected = sum.get().strip().split("\\s+", -1)[0];
        try (HttpClient client = client()) {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(address(""))
                            .timeout(Duration.ofMinutes(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                return Optional.of("the official release answers with status %d".formatted(response.statusCode()));
            }
            try (InputStream in = response.body();
                    OutputStream out = Files.newOutputStream(target)) {
                byte[] buffer = new byte[1 << 16];
                long total = 0;
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                    total += read;
                    progress.accept(total);
                }
            }
        } catch (IOException e) {
            Files.deleteIfExists(target);
            return Optional.of("the official release can't be downloaded (%s)".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while OPA was downloaded", e);
        }
        Archives.verify(target, expected);
        return Optional.empty();
    }

    private static void buildWithGo(Path directory, String whyNotReleased) {
        Path go = Shell.onPath("go")
                .orElseThrow(() -> new EngineException(
                        "OPA %s can't be had: %s, and there is no Go toolchain to build it; install OPA %s or Go 1.24+ and put it on PATH"
                                .formatted(VERSION, whyNotReleased, VERSION)));
        Shell.Result result = Shell.run(
                List.of(go.toString(), "install", GO_PACKAGE),
                Map.of("GOBIN", directory.toString(), "CGO_ENABLED", "0"),
                directory,
                Duration.ofMinutes(10));
        if (result.exit() != 0) {
            throw new EngineException("OPA %s can't be had: %s, and Go can't build it: %s"
                    .formatted(VERSION, whyNotReleased, result.lastLine()));
        }
    }

    private static Optional<String> release(String suffix) {
        try (HttpClient client = client()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address(suffix)).timeout(Duration.ofSeconds(10));
            HttpResponse<String> response = suffix.isEmpty()
                    ? client.send(request.HEAD().build(), HttpResponse.BodyHandlers.ofString())
                    : client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while OPA's release was looked for", e);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static URI address(String suffix) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        boolean arm = List.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
        String file = "opa_" + system + (arm ? "_arm64_static" : system.equals("linux") ? "_amd64_static" : "_amd64");
        return URI.create("https://openpolicyagent.org/downloads/v" + VERSION + "/" + file + suffix);
    }
}
