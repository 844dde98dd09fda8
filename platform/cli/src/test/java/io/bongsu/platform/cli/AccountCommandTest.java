package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountCommandTest {

    @TempDir
    private Path directory;

    @Test
    void requestIsReadFromYaml() throws IOException {
        Path file = write("name: payments\nisms_scope: false\ntags: {team: pay}\n");

        JsonNode request = AccountCommand.read(file);

        assertThat(request.path("name").asText()).isEqualTo("payments");
        assertThat(request.path("isms_scope").isBoolean()).isTrue();
        assertThat(request.at("/tags/team").asText()).isEqualTo("pay");
    }

    @Test
    void requestIsReadFromJson() throws IOException {
        assertThat(AccountCommand.read(write("{\"name\": \"payments\"}"))
                        .path("name")
                        .asText())
                .isEqualTo("payments");
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        Path list = write("- name\n");
        assertThatThrownBy(() -> AccountCommand.read(list)).hasMessageContaining("expected keys such as name");
        Path empty = write("");
        assertThatThrownBy(() -> AccountCommand.read(empty)).hasMessageContaining("expected keys such as name");
        Path broken = write("name: [");
        assertThatThrownBy(() -> AccountCommand.read(broken))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is no YAML");
        Path large = write("a: " + "x".repeat(70_000));
        assertThatThrownBy(() -> AccountCommand.read(large))
                .hasMessageContaining("expected an account request of at most");
        assertThatThrownBy(() -> AccountCommand.read(directory.resolve("none")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, 0",
        "HANDED_OVER, 0",
        "AWAITING_APPROVAL, 0",
        "DRY_RUN, 0",
        "HELD, 1",
        "DENIED, 1",
        "ABORTED, 1"
    })
    void exitSaysWhetherSomebodyMustAct(String state, int exit) {
        assertThat(RequestText.exit(Json.object().put("state", state))).isEqualTo(exit);
    }

    @Test
    void stepIsOneLine() throws JsonProcessingException {
        assertThat(
                        RequestText.line(
                                Json.MAPPER.readTree(
                                        """
                        {"name": "create-account", "title": "Ask", "state": "DONE",
                         "started_at": "2026-11-01T00:00:00Z", "ended_at": "2026-11-01T00:00:01.500Z"}""")))
                .isEqualTo("create-account           done     1.5 s");
        assertThat(
                        RequestText.line(
                                Json.MAPPER.readTree(
                                        """
                        {"name": "create-account", "title": "Ask", "state": "WAITING", "message": "a\\tslot",
                         "started_at": "2026-11-01T00:00:00Z", "ended_at": null}""")))
                .isEqualTo("create-account           waiting  a slot");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "request", ".yaml"), text);
    }
}
