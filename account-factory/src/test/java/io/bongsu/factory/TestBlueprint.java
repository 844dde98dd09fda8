package io.bongsu.factory;

import com.fasterxml.jackson.core.type.TypeReference;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.blueprint.Blueprints;
import io.bongsu.factory.request.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sample sandbox with another baseline. */
final class TestBlueprint {

    static final Blueprint.Baseline EVERYTHING = new Blueprint.Baseline(
            true, true, true, true, new Blueprint.Passwords(12, 90, 5), true, true, true, true, true);
    static final Blueprint.Baseline NOTHING = new Blueprint.Baseline(
            false, false, false, false, new Blueprint.Passwords(12, 90, 5), false, false, false, false, false);
    static final Blueprint.Budget BUDGET = new Blueprint.Budget(300, List.of(80, 100));

    private TestBlueprint() {}

    static Blueprint of(Blueprint.Baseline baseline, List<String> regions, Blueprint.@Nullable Budget budget) {
        Blueprint sandbox = Blueprints.read(
                        Path.of(System.getProperty("bongsu.root", "..")).resolve("account-factory/blueprints"),
                        Set.of("sandbox", "prod"))
                .find("sandbox")
                .orElseThrow();
        Map<String, Object> parts = Json.MAPPER.convertValue(sandbox, new TypeReference<>() {});
        parts.put("baseline", baseline);
        parts.put("regions", regions);
        parts.put("budget", budget);
        return Objects.requireNonNull(Json.MAPPER.convertValue(parts, Blueprint.class));
    }
}
