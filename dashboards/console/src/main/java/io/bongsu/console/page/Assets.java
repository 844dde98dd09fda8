package io.bongsu.console.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Scripts, styles, fonts and the icon, all out of the console's own jars. Their address holds a hash over all of them, so a browser may
 * keep them for good and still gets new ones after an update. The list is closed: nothing else of the class path can be asked for.
 */
@Singleton
@Path("/")
public final class Assets {

    private static final String OWN = "assets/";

    private record Source(String name, String resource, String type) {}

    private static final List<Source> SOURCES = List.of(
            new Source("app.css", OWN + "app.css", "text/css;charset=UTF-8"),
            new Source("app.js", OWN + "app.js", "text/javascript;charset=UTF-8"),
            new Source("charts.js", OWN + "charts.js", "text/javascript;charset=UTF-8"),
            new Source("plots.js", OWN + "plots.js", "text/javascript;charset=UTF-8"),
            new Source("favicon.svg", OWN + "favicon.svg", "image/svg+xml"),
            new Source("Pretendard-Regular.woff2", OWN + "Pretendard-Regular.subset.woff2", "font/woff2"),
            new Source("Pretendard-SemiBold.woff2", OWN + "Pretendard-SemiBold.subset.woff2", "font/woff2"),
            new Source(
                    "htmx.js",
                    "META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js",
                    "text/javascript;charset=UTF-8"),
            new Source(
                    "echarts.js",
                    "META-INF/resources/_static/echarts/5.6.0/dist/echarts.common.min.js",
                    "text/javascript;charset=UTF-8"));

    private record Asset(byte[] bytes, String type) {}

    private final Map<String, Asset> byName;
    private final String hash;

    Assets() {
        MessageDigest digest = sha256();
        Map<String, Asset> assets = new HashMap<>();
        for (Source source : SOURCES) {
            byte[] bytes = read(source.resource());
            digest.update(source.name().getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            assets.put(source.name(), new Asset(bytes, source.type()));
        }
        byName = Map.copyOf(assets);
        hash = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /** The folder under which pages name the assets. */
    public String base() {
        return "/assets/" + hash;
    }

    @GET
    @Path("assets/{hash}/{name}")
    @Operation(hidden = true)
    public Response asset(@PathParam("hash") String asked, @PathParam("name") String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(ignored -> asked.equals(hash))
                .map(asset -> Response.ok(asset.bytes(), asset.type())
                        .header("Cache-Control", "public, max-age=31536000, immutable")
                        .build())
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND).build());
    }

    /** Browsers ask for it unbidden; the page names the real icon. */
    @GET
    @Path("favicon.ico")
    @Operation(hidden = true)
    public Response favicon() {
        return asset(hash, "favicon.svg");
    }

    private static byte[] read(String resource) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Asset %s is on no jar of the class path; check its version in the console's pom"
                                .formatted(resource));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Asset %s can't be read".formatted(resource), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256, which every one must have", e);
        }
    }
}
