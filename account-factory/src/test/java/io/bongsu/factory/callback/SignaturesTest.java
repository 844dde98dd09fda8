package io.bongsu.factory.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);

    private final Signatures signatures = new Signatures("a-key-of-at-least-thirty-two-characters");

    @Test
    void signatureIsHmacOfTimestampAndBody() {
        // printf '1795000000.{}' | openssl dgst -sha256 -hmac a-key-of-at-least-thirty-two-characters
        assertThat(signatures.of(NOW, "{}"))
                .isEqualTo("sha256=31b87920b53e70d6dd7e5415a0b5981f247abf9f6decd5335f33b53c5a244475");
    }

    @Test
    void onlyTheSameBodySignedJustNowIsLetIn() {
        String signature = signatures.of(NOW, "{}");
        assertThat(signatures.valid("1795000000", signature, "{}", NOW.plusSeconds(300)))
                .isTrue();
        assertThat(signatures.valid("1795000000", signature, "{}", NOW.plusSeconds(301)))
                .isFalse();
        assertThat(signatures.valid("1795000000", signature, "{}", NOW.minusSeconds(301)))
                .isFalse();
        assertThat(signatures.valid("1795000001", signature, "{}", NOW)).isFalse();
        assertThat(signatures.valid("1795000000", signature, "{ }", NOW)).isFalse();
        assertThat(signatures.valid("1795000000", "sha256=00", "{}", NOW)).isFalse();
        assertThat(signatures.valid(null, signature, "{}", NOW)).isFalse();
        assertThat(signatures.valid("x", signature, "{}", NOW)).isFalse();
        assertThat(signatures.valid("1795000000", null, "{}", NOW)).isFalse();
    }

    @Test
    void tokenCanNotBeMadeUp() {
        UUID id = UUID.randomUUID();
        String token = signatures.token(id);
        assertThat(signatures.id(token)).contains(id);
        assertThat(new Signatures("another-key-of-thirty-two-characters").id(token))
                .isEmpty();
        char other = token.charAt(5) == 'A' ? 'B' : 'A';
        assertThat(signatures.id(token.substring(0, 5) + other + token.substring(6)))
                .isEmpty();
        assertThat(signatures.id("x")).isEmpty();
        assertThat(signatures.id("!")).isEmpty();
    }

    @Test
    void shortKeyIsRefusedAndNoKeyIsShown() {
        assertThatThrownBy(() -> new Signatures("short")).hasMessageContaining("expected at least 32");
        assertThat(signatures.toString()).isEqualTo("Signatures[hidden]");
    }
}
