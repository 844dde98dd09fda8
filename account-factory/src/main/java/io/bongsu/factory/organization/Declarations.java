package io.bongsu.factory.organization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads declarations. A policy's document stands in the YAML ({@code content}) or in a file of the documents' folder ({@code file}). */
public final class Declarations {

    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Optional<Path> documents;

    /** @param documents the folder that {@code file} may name files of */
    public Declarations(Optional<Path> documents) {
        this.documents = documents.map(each -> each.toAbsolutePath().normalize());
    }

    /** @throws DeclarationException where it isn't a declaration */
    public Declaration parse(String yaml) {
        try {
            if (!(YAML.readTree(yaml) instanceof ObjectNode node)) {
                throw wrong(
                        "DECLARATION_MALFORMED", "", "no mapping", "key: value lines; see organization/sample.yaml");
            }
            node.path("policies").forEach(this::resolve);
            return YAML.treeToValue(node, Declaration.class);
        } catch (ValueInstantiationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw wrong(
                    "DECLARATION_MALFORMED",
                    "",
                    String.valueOf(cause.getMessage()),
                    "see docs/account-factory/organization.md");
        } catch (JsonProcessingException e) {
            throw wrong(
                    "DECLARATION_MALFORMED", "", e.getOriginalMessage(), "see docs/account-factory/organization.md");
        }
    }

    private void resolve(JsonNode policy) {
        if (!(policy instanceof ObjectNode fields) || !fields.has("file")) {
            return;
        }
        String name = fields.path("file").asText();
        Path file = documents.map(each -> each.resolve(name).normalize()).orElse(null);
        // Only files of that folder: the declaration comes over the network.
        if (file == null || !file.startsWith(documents.orElseThrow()) || !Files.isRegularFile(file)) {
            throw wrong(
                    "NO_SUCH_DOCUMENT",
                    "policies.file",
                    name,
                    "a file in the folder of account-factory.organization.documents-directory (%s)"
                            .formatted(documents.map(Path::toString).orElse("not set")));
        }
        try {
            fields.set("content", YAML.readTree(Files.readString(file)));
            fields.remove("file");
        } catch (IOException e) {
            throw wrong("NO_SUCH_DOCUMENT", "policies.file", name, "a readable JSON document");
        }
    }

    private static DeclarationException wrong(String code, String field, String given, String expected) {
        return new DeclarationException(List.of(new Flaw(code, field, given, expected)));
    }
}
