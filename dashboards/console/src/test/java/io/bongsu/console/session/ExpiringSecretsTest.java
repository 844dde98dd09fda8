package io.bongsu.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiringSecretsTest {

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final ExpiringSecrets secrets = new ExpiringSecrets(() -> now, Duration.ofMinutes(10), 2);

    @Test
    void isRedeemedOnce() {
        String value = secrets.issue().value();
        assertThat(secrets.redeem(value)).isTrue();
        assertThat(secrets.redeem(value)).isFalse();
        assertThat(secrets.knows(value)).isFalse();
    }

    @Test
    void endsWithItsLifetime() {
        String value = secrets.issue().value();
        now = now.plus(Duration.ofMinutes(10)).minusNanos(1);
        assertThat(secrets.knows(value)).isTrue();
        now = now.plusNanos(1);
        assertThat(secrets.knows(value)).isFalse();
        assertThat(secrets.redeem(value)).isFalse();
    }

    @Test
    void hasTwoHundredFiftySixRandomBits() {
        String one = secrets.issue().value();
        assertThat(one).hasSize(43).isNotEqualTo(secrets.issue().value());
    }

    @Test
    void oneTooManyPushesOutTheOldest() {
        String first = secrets.issue().value();
        now = now.plusSeconds(1);
        String second = secrets.issue().value();
        now = now.plusSeconds(1);
        String third = secrets.issue().value();
        assertThat(secrets.knows(first)).isFalse();
        assertThat(secrets.knows(second)).isTrue();
        assertThat(secrets.knows(third)).isTrue();
    }

    @Test
    void isNeverPrinted() {
        ExpiringSecrets.Issued issued = secrets.issue();
        assertThat(issued.toString()).doesNotContain(issued.value());
    }
}
