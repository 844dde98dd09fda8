package io.bongsu.platform.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnknownTest {

    @Test
    void marksStandWhereTerraformPutThem() throws JsonProcessingException {
        JsonNode marked = Unknown.mark(
                json("{'a': 1, 'list': ['x', null], 'block': [{'known': true}]}"),
                json("{'a': false, 'b': true, 'list': [false, true], 'block': [{'open': true}], 'none': []}"));

        assertThat(Unknown.is(marked.path("b"))).isTrue();
        assertThat(marked.path("a").asInt()).isEqualTo(1);
        assertThat(Unknown.is(marked.path("list").path(1))).isTrue();
        assertThat(marked.path("list").path(0).asText()).isEqualTo("x");
        assertThat(marked.path("block").path(0).path("known").asBoolean()).isTrue();
        assertThat(Unknown.is(marked.path("block").path(0).path("open"))).isTrue();
        assertThat(marked.has("none")).isFalse();
    }

    @Test
    void everyWorldIsPlainJson() throws JsonProcessingException {
        JsonNode tree = Unknown.mark(json("{'list': ['x', null]}"), json("{'b': true, 'list': [false, true]}"));

        List<String> worlds = Unknown.WORLDS.stream()
                .map(world -> Unknown.in(world, tree).toString())
                .toList();

        assertThat(Unknown.within(tree)).isTrue();
        assertThat(worlds)
                .contains(
                        "{\"list\":[\"x\"]}",
                        "{\"list\":[\"x\",true],\"b\":true}",
                        "{\"list\":[\"x\",false],\"b\":false}",
                        "{\"list\":[\"x\",\"(known after apply)\"],\"b\":\"(known after apply)\"}")
                .doesNotHaveDuplicates()
                .hasSameSizeAs(Unknown.WORLDS);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return PlanFile.JSON.readTree(text.replace('\'', '"'));
    }
}
