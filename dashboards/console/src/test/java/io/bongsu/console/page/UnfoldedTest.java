package io.bongsu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class UnfoldedTest {

    @Test
    void jsonInStringsIsLaidOpenHoweverOftenItIsWrapped() throws JsonProcessingException {
        assertThat(unfold("{\"configuration\": \"{\\\"a\\\": \\\"[1, 2]\\\"}\"}"))
                .isEqualTo("{\"configuration\":{\"a\":[1,2]}}");
    }

    @Test
    void percentEncodedPolicyIsLaidOpen() throws JsonProcessingException {
        assertThat(unfold("{\"document\": \"%7B%22Action%22%3A%22s3:Get+%2A%22%7D\"}"))
                .isEqualTo("{\"document\":{\"Action\":\"s3:Get+*\"}}");
    }

    @Test
    void whatOnlyLooksLikeJsonStaysText() throws JsonProcessingException {
        for (String json :
                new String[] {"{\"a\":\"{not json\"}", "{\"a\":\"%7Bxx%\"}", "{\"a\":\"12\"}", "{\"a\":\"{} {}\"}"}) {
            assertThat(unfold(json)).isEqualTo(json);
        }
    }

    private static String unfold(String json) throws JsonProcessingException {
        return Unfolded.of(new ObjectMapper().readTree(json)).toString();
    }
}
