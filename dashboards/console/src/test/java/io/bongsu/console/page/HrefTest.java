package io.bongsu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HrefTest {

    @Test
    void valuesAreEncodedSoThatTheyStayValues() {
        assertThat(Href.to("/logs").and("q", "a&b=\"<c>\" #+").toString())
                .isEqualTo("/logs?q=a%26b%3D%22%3Cc%3E%22%20%23%2B");
    }

    @Test
    void emptyValuesLeaveNoTrace() {
        assertThat(Href.to("/logs").and("q", "").toString()).isEqualTo("/logs");
    }

    @Test
    void repeatedNamesKeepTheirOrderAndCanBeReplaced() {
        Href href = Href.to("/logs").and("f", List.of("a:1", "b:2"));
        assertThat(href.toString()).isEqualTo("/logs?f=a%3A1&f=b%3A2");
        assertThat(href.with("f", "c:3").toString()).isEqualTo("/logs?f=c%3A3");
        assertThat(href.without("f").toString()).isEqualTo("/logs");
    }
}
