package io.bongsu.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the console. An unknown key under {@code console} stops the start. */
@ConfigMapping(prefix = "console")
public interface ConsoleConfig {

    /** Base address of the policy engine's REST API. */
    URI policyEngineUrl();

    /** Base address of the collector's index role, whose REST API has the pipeline's books. */
    URI pipelineUrl();

    /** How long a page waits for a part behind it before it is shown without that part. */
    @WithDefault("4S")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration upstreamTimeout();

    /** Accounts by organizational unit, for the unit filter of the dashboards: {@code console.organizational-units."prod/pay"=111…,222…}. */
    Map<String, List<String>> organizationalUnits();

    /** Base address under which people reach the console; without it, the address that a login link was asked for under. With https the session cookie is Secure. */
    Optional<URI> url();

    /** How long a login link can be used. */
    @WithDefault("10M")
    @DurationMin(seconds = 10)
    @DurationMax(hours = 1)
    Duration loginLinkLifetime();

    /** How long a session lasts, from login; there is no extension. */
    @WithDefault("12H")
    @DurationMin(minutes = 1)
    @DurationMax(hours = 24)
    Duration sessionLifetime();
}
