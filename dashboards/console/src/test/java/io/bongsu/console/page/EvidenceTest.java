package io.bongsu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final String GROUP =
            """
            {"groupName": "web", "ipPermissions": [{"fromPort": 443}, {"fromPort": 22}], "policy": "%7B%7D"}
            """;

    @Test
    void pathMarksItsValueInABareConfiguration() throws JsonProcessingException {
        assertThat(marked(GROUP, "configuration.groupName", "web")).containsExactly("  \"groupName\": \"web\",");
    }

    @Test
    void pathMarksItsValueInAWholeItem() throws JsonProcessingException {
        assertThat(marked("{\"configuration\": {\"encrypted\": false}}", "resource.configuration.encrypted", false))
                .containsExactly("    \"encrypted\": false");
    }

    @Test
    void positionsNarrowAListToItsElements() throws JsonProcessingException {
        assertThat(marked(GROUP, "configuration.ipPermissions", List.of(Map.of("position", 1))))
                .containsExactly("    {", "      \"fromPort\": 22", "    }");
    }

    @Test
    void pathThroughAListMarksEachElementsValue() throws JsonProcessingException {
        assertThat(marked(GROUP, "configuration.ipPermissions.fromPort", 22))
                .containsExactly("      \"fromPort\": 443", "      \"fromPort\": 22");
        assertThat(marked(GROUP, "configuration.ipPermissions[0].fromPort", 443))
                .containsExactly("      \"fromPort\": 443");
    }

    @Test
    void pathIntoAStringMarksTheString() throws JsonProcessingException {
        assertThat(marked(GROUP, "configuration.policy.Statement", "x")).containsExactly("  \"policy\": \"%7B%7D\"");
    }

    @Test
    void pathThatLeadsNowhereMarksNothing() throws JsonProcessingException {
        assertThat(marked(GROUP, "configuration.nothing", 1)).isEmpty();
        assertThat(marked(GROUP, "configuration.ipPermissions[7]", 1)).isEmpty();
        assertThat(marked(GROUP, "", 1)).isEmpty();
    }

    private static List<String> marked(String json, String path, Object value) throws JsonProcessingException {
        JsonNode tree = new ObjectMapper().readTree(json);
        return JsonLines.of(tree, Evidence.marks(tree, Map.of(path, value))).stream()
                .filter(JsonLines.Line::marked)
                .map(line -> String.join(
                        "", line.pieces().stream().map(JsonLines.Piece::text).toList()))
                .toList();
    }
}
