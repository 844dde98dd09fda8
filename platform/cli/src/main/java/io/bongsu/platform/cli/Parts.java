package io.bongsu.platform.cli;

import java.util.List;

/** Names of the parts. */
final class Parts {

    static final String OPENSEARCH = "opensearch";
    static final String KAFKA = "kafka";
    static final String POSTGRESQL = "postgresql";
    static final String OPA = "opa";
    static final String INDEX = "collector-index";
    static final String SHIP = "collector-ship";
    static final String POLICY_ENGINE = "policy-engine";
    static final String ACCOUNT_FACTORY = "account-factory";
    static final String CONSOLE = "console";

    /** Plays AWS while the demo vends an account. */
    static final String SAMPLE_AWS = "sample-aws";

    static final List<String> ENGINES = List.of(OPENSEARCH, KAFKA, POSTGRESQL, OPA);
    static final List<String> SERVICES = List.of(INDEX, SHIP, POLICY_ENGINE, ACCOUNT_FACTORY, CONSOLE);

    /** In the order in which they start; they stop in the opposite one. */
    static final List<String> ALL = List.of(
            OPENSEARCH, KAFKA, POSTGRESQL, OPA, SAMPLE_AWS, INDEX, SHIP, POLICY_ENGINE, ACCOUNT_FACTORY, CONSOLE);

    private Parts() {}
}
