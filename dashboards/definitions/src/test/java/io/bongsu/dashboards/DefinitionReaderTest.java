package io.bongsu.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefinitionReaderTest {

    private static final String SOUND =
            """
            name: tiny
            title: {ko: 작은 것, en: Tiny}
            description: {ko: 설명, en: Words}
            index: logs-cloudtrail
            controls: [cloud.account.id]
            panels:
              - {id: users, title: {ko: 주체, en: Users}, kind: table, query: 'event.outcome:failure', aggregation: {metrics: [{count: {}}, {max: {field: '@timestamp'}}], buckets: [{terms: {field: user.name, size: 5}}]}, size: full}
            """;

    private final DefinitionReader reader = new DefinitionReader(new Mappings());

    @Test
    void aSoundDefinitionIsRead() {
        Dashboard tiny = reader.read("tiny", SOUND);

        Panel users = tiny.panels().getFirst();
        assertThat(users.width()).isEqualTo(48);
        assertThat(users.metrics()).extracting(Metric::type).containsExactly(Metric.Type.COUNT, Metric.Type.MAX);
        assertThat(users.buckets().getFirst().size()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    kind: table          | kind: tables         | tiny.yaml, panel 'users': kind is 'tables'; expected one of metric
                    field: user.name     | field: user.nick     | tiny.yaml, panel 'users': field 'user.nick' is not mapped; expected a field of logs-cloudtrail
                    field: user.name     | field: error.message | panel 'users': field 'error.message' is text and can't be aggregated
                    field: user.name     | field: event.original| panel 'users': field 'event.original' is keyword and can't be aggregated
                    size: 5              | size: 900            | panel 'users': size of terms is 900; expected 1 to 200
                    size: full           | size: huge           | panel 'users': size is 'huge'; expected one of [full, half
                    event.outcome:fail   | event.result:fail    | panel 'users': the query names 'event.result', which is not searchable
                    max: {field          | median: {field       | panel 'users': metric is 'median'; expected count, cardinality
                    kind: table          | kind: pie            | panel 'users': a pie has other parts than it can show; expected one split, one metric
                    size: full           | size: half            | tiny.yaml: the last row takes 24/48; expected sizes that fill each row
                    id: users            | id: USERS            | tiny.yaml: a panel has the id 'USERS'
                    index: logs-cloudtrail | index: logs-alb    | tiny.yaml: index is 'logs-alb'; expected one of
                    name: tiny           | name: small          | tiny.yaml: name is 'small'; expected 'tiny' like the file
                    en: Users            | de: Users            | panel 'users': the key 'de' is unknown
                    max: {field: '@timestamp'} | sum: {field: user.name} | panel 'users': sum of 'user.name', which is keyword; expected a number
                    """)
    void aFaultIsNamedWithItsPlace(String sound, String broken, String message) {
        assertThat(SOUND).contains(sound);
        assertThatThrownBy(() -> reader.read("tiny", SOUND.replace(sound, broken)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aQueryNamesItsFields() {
        assertThat(QueryFields.of("a.b:(x OR y*) AND NOT _exists_:c.d AND e:\"f:g\""))
                .containsExactlyInAnyOrder("c.d", "a.b", "e");
    }

    @Test
    void everyFileIsInTheMenuAndSound() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("."))) {
            Set<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .collect(Collectors.toSet());
            assertThat(Definitions.NAMES).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(Definitions.load().all()).extracting(Dashboard::name).isEqualTo(Definitions.NAMES);
    }
}
