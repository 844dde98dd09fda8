package io.bongsu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bongsu.contracts.Indices;
import io.bongsu.contracts.Topics;
import io.bongsu.platform.engines.Loopback;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({OpenSearchServer.class, KafkaServer.class, PostgresServer.class, MotoServer.class})
class ServersIT {

    @Test
    void openSearchIsOneServerAndNamesAreNew(OpenSearchServer openSearch, Indices first, Indices second) {
        assertThat(openSearch.url()).isEqualTo(new OpenSearchServer().url());
        assertThat(first).isNotEqualTo(second);
        assertThat(answers(openSearch.url())).isTrue();
    }

    @Test
    void kafkaMakesTopicsUnderNewNames(KafkaServer kafka, Topics topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topics.findings(), 2, (short) 1)))
                    .all()
                    .get();

            assertThat(admin.listTopics().names().get()).contains(topics.findings());
        }
    }

    @Test
    void postgresGivesADatabaseOfOnesOwn(PostgresServer postgres) throws Exception {
        String url = postgres.freshDatabase();

        try (var connection = DriverManager.getConnection(url, postgres.user(), postgres.password())) {
            assertThat(connection.getCatalog()).isEqualTo(url.substring(url.lastIndexOf('/') + 1));
        }
    }

    @Test
    void motoAnswers(MotoServer moto) {
        assertThat(answers(moto.url().resolve("/moto-api/"))).isTrue();
        assertThat(MotoServer.freshBucket()).isNotEqualTo(MotoServer.freshBucket());
    }

    @Test
    void opaOfOnesOwnComesBackAtTheSamePort(@TempDir Path packs) throws Exception {
        Files.createDirectories(packs.resolve("rules"));
        Files.writeString(packs.resolve("rules/rule.rego"), "package demo\n\nanswer := 42\n");
        try (OpaServer.Own opa = OpaServer.start(packs)) {
            URI answer = opa.url().resolve("/v1/data/demo/answer");
            assertThat(answers(answer)).isTrue();
            opa.kill();
            assertThat(answers(answer)).isFalse();
            opa.restart();
            assertThat(answers(answer)).isTrue();
        }
    }

    private static boolean answers(URI uri) {
        return Loopback.missing(uri, body -> Optional.empty()).isEmpty();
    }
}
