package io.bongsu.platform.cli;

import java.util.List;
import java.util.Map;

/**
 * Which part listens where, all on 127.0.0.1: ten consecutive ports.
 *
 * @param base the console's port, the first one
 */
record PortPlan(int base) {

    static final int DEFAULT_BASE = 8440;
    private static final int COUNT = 10;

    PortPlan {
        if (base < 1024 || base > 65535 - COUNT) {
            throw new CommandException(
                    "--port-base is %d; expected 1024 to %d, because the %d ports from it on are used"
                            .formatted(base, 65535 - COUNT, COUNT));
        }
    }

    int console() {
        return base;
    }

    int policyEngine() {
        return base + 1;
    }

    int ship() {
        return base + 2;
    }

    int index() {
        return base + 3;
    }

    int opa() {
        return base + 4;
    }

    int openSearch() {
        return base + 5;
    }

    int openSearchTransport() {
        return base + 6;
    }

    int kafka() {
        return base + 7;
    }

    int kafkaController() {
        return base + 8;
    }

    int postgres() {
        return base + 9;
    }

    /** The ports of each part, by part. */
    Map<String, List<Integer>> byPart() {
        return Map.of(
                Parts.CONSOLE, List.of(console()),
                Parts.POLICY_ENGINE, List.of(policyEngine()),
                Parts.SHIP, List.of(ship()),
                Parts.INDEX, List.of(index()),
                Parts.OPA, List.of(opa()),
                Parts.OPENSEARCH, List.of(openSearch(), openSearchTransport()),
                Parts.KAFKA, List.of(kafka(), kafkaController()),
                Parts.POSTGRESQL, List.of(postgres()));
    }
}
