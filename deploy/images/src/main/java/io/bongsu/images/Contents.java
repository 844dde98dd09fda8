package io.bongsu.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one image holds beside base and runtime.
 *
 * @param name name of the image, below the prefix
 * @param module the folder whose {@code target/quarkus-app} runs; none has an image without Java
 * @param data where folders of the checkout are in the image, below {@code /opt/bongsu}
 * @param environment what the service is told in every installation
 */
record Contents(String name, Path module, Map<String, Path> data, Map<String, String> environment) {

    static final String HOME = "/opt/bongsu";
    static final String STATE = "/var/lib/bongsu";

    Contents {
        data = Map.copyOf(data);
        environment = Map.copyOf(environment);
    }

    /** The services of a checkout. */
    static List<Contents> services(Path root) {
        return List.of(
                new Contents(
                        "collector",
                        root.resolve("collector"),
                        Map.of("log-types", root.resolve("collector/log-types")),
                        Map.of("COLLECTOR_LOG_TYPES_DIRECTORY", HOME + "/log-types")),
                new Contents(
                        "policy-engine",
                        root.resolve("policy-engine"),
                        Map.of("compliance-packs", root.resolve("compliance-packs")),
                        Map.of(
                                "POLICY_ENGINE_PACKS_DIRECTORY",
                                HOME + "/compliance-packs",
                                "POLICY_ENGINE_STATE_DIRECTORY",
                                STATE)),
                new Contents(
                        "account-factory",
                        root.resolve("account-factory"),
                        Map.of("blueprints", root.resolve("account-factory/blueprints")),
                        Map.of("ACCOUNT_FACTORY_BLUEPRINTS_DIRECTORY", HOME + "/blueprints")),
                new Contents("console", root.resolve("dashboards/console"), Map.of(), Map.of()));
    }
}
