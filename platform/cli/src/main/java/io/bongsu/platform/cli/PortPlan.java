package io.bongsu.platform.cli;

import java.util.List;
import java.util.Map;

/**
 * Which part listens where, all on 127.0.0.1: twelve consecutive ports.
 *
 * @param base the console's port, the first one
 */
record PortPlan(int base) {

    static final int DEFAULT_BASE = 8440;
    private static final int COUNT = 12;

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

    int accountFactory() {
        return base + 10;
    }

    /** Of what plays AWS when the demo vends an account. */
    int sampleAws() {
        return base + 11;
    }

    /** The ports of each part, by part. */
    Map<String, List<Integer>> byPart() {
        return Map.ofEntries(
                Map.entry(Parts.ACCOUNT_FACTORY, List.of(accountFactory())),
                Map.entry(Parts.SAMPLE_AWS, List.of(sampleAws())),
                Map.entry(Parts.CONSOLE, List.of(console())),
                Map.entry(Parts.POLICY_ENGINE, List.of(policyEngine())),
                Map.entry(Parts.SHIP, List.of(ship())),
                Map.entry(Parts.INDEX, List.of(index())),
                Map.entry(Parts.OPA, List.of(opa())),
                Map.entry(Parts.OPENSEARCH, List.of(openSearch(), openSearchTransport())),
                Map.entry(Parts.KAFKA, List.of(kafka(), kafkaController())),
                Map.entry(Parts.POSTGRESQL, List.of(postgres())));
    }
}
