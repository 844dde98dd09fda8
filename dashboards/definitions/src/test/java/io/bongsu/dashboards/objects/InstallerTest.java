package io.bongsu.dashboards.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.Indices;
import io.bongsu.dashboards.Definitions;
import io.bongsu.dashboards.objects.Installer.Line;
import io.bongsu.dashboards.objects.Installer.State;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InstallerTest {

    private static final List<SavedObject> OBJECTS = new SavedObjects(Definitions.load(), new Indices("bongsu-")).all();

    private DashboardsServer server = start();

    @BeforeEach
    void fresh() {
        server.close();
        server = start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void installingTwiceIsAsGoodAsOnce() throws Exception {
        Installer installer = installer();
        assertThat(states(installer.install(OBJECTS))).isEqualTo(Map.of(State.NEW, (long) OBJECTS.size()));
        assertThat(server.objects()).hasSize(OBJECTS.size());

        server.imports().clear();
        assertThat(states(installer.install(OBJECTS))).isEqualTo(Map.of(State.SAME, (long) OBJECTS.size()));
        assertThat(server.imports()).isEmpty();
    }

    @Test
    void whatPeopleChangedStaysTheirs() throws Exception {
        installer().install(OBJECTS);
        ObjectNode theirs = server.objects().get("visualization bongsu-cloudtrail-users-v1");
        ((ObjectNode) theirs.path("attributes")).put("title", "우리 팀 주체");

        server.imports().clear();
        List<Line> lines = installer().install(OBJECTS);

        assertThat(lines.stream().filter(line -> line.state() == State.CHANGED).map(line -> line.object()
                        .id()))
                .containsExactly("bongsu-cloudtrail-users-v1");
        assertThat(server.imports()).isEmpty();
        assertThat(server.objects()
                        .get("visualization bongsu-cloudtrail-users-v1")
                        .at("/attributes/title")
                        .asText())
                .isEqualTo("우리 팀 주체");
    }

    @Test
    void anOlderOneThatNobodyTouchedIsReplaced() throws Exception {
        SavedObject ours = OBJECTS.getLast();
        ObjectNode attributes = ours.attributes().deepCopy();
        attributes.put("title", "an earlier title").put("description", "");
        List<SavedObject> earlier = new ArrayList<>(OBJECTS);
        earlier.set(
                earlier.size() - 1, new SavedObject(ours.type(), ours.id(), attributes, ours.references()).stamped());
        installer().install(earlier);

        server.imports().clear();
        List<Line> lines = installer().install(OBJECTS);

        assertThat(lines.stream().filter(line -> line.state() == State.OLDER).map(line -> line.object()
                        .id()))
                .containsExactly(ours.id());
        assertThat(server.imports()).containsExactly(ours.toString());
        assertThat(server.objects().get(ours.toString()).at("/attributes/title").asText())
                .isEqualTo(ours.title());
    }

    @Test
    void aPatternWithPeoplesOwnFieldsIsTheSame() throws Exception {
        installer().install(OBJECTS);
        ObjectNode attributes = (ObjectNode)
                server.objects().get("index-pattern bongsu-index-logs-waf-v1").path("attributes");
        attributes.put(
                "fields",
                attributes
                        .path("fields")
                        .asText()
                        .replace("[{", "[{\"name\":\"mine\",\"scripted\":true,\"script\":\"1\"},{"));
        assertThat(states(installer().compare(OBJECTS))).isEqualTo(Map.of(State.SAME, (long) OBJECTS.size()));

        attributes.put("title", "other-*");
        assertThat(installer().compare(OBJECTS).stream()
                        .filter(line -> line.state() == State.CHANGED)
                        .map(Line::detail))
                .containsExactly("title is 'other-*'; expected 'bongsu-logs-waf-*'; left as it is");
    }

    @Test
    void comparingChangesNothing() throws Exception {
        assertThat(states(installer().compare(OBJECTS))).isEqualTo(Map.of(State.NEW, (long) OBJECTS.size()));
        assertThat(server.objects()).isEmpty();
    }

    @Test
    void missingReferencesAreReportedByObject() throws Exception {
        List<SavedObject> alone = OBJECTS.stream()
                .filter(one -> one.id().equals("bongsu-waf-history-v1"))
                .toList();
        assertThat(installer().install(alone)).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(State.REFUSED);
            assertThat(line.detail()).isEqualTo("missing_references");
        });
    }

    @Test
    void aWrongAddressIsNamed() {
        Installer astray = new Installer(new SavedObjectsApi(server.url().resolve("/elsewhere"), "", "", ""));
        assertThatThrownBy(() -> astray.compare(OBJECTS))
                .hasMessageContaining("404")
                .hasMessageContaining("/elsewhere");
        Installer nobody = new Installer(new SavedObjectsApi(URI.create("http://127.0.0.1:9/"), "", "", ""));
        assertThatThrownBy(() -> nobody.compare(OBJECTS)).hasMessageContaining("doesn't answer at http://127.0.0.1:9/");
    }

    private Installer installer() {
        return new Installer(new SavedObjectsApi(server.url(), "", "", ""));
    }

    private static Map<State, Long> states(List<Line> lines) {
        return lines.stream().collect(Collectors.groupingBy(Line::state, Collectors.counting()));
    }

    private static DashboardsServer start() {
        try {
            return new DashboardsServer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
