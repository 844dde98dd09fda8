package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bongsu.platform.cli.ServiceClient.ServiceException;
import java.nio.file.Path;
import java.util.Map;

/** The running account factory's REST API; what it refuses is said in its own words. */
final class FactoryClient {

    private static final String YAML = "application/yaml";

    private final ServiceClient client;

    private FactoryClient(ServiceClient client) {
        this.client = client;
    }

    /** Of this installation; a sentence with the remedy when it has none. */
    static FactoryClient open() {
        Installation installation = Installation.open();
        if (installation.running(Parts.ACCOUNT_FACTORY).isEmpty()) {
            throw new CommandException(
                    "The account factory isn't running. It starts with ./bongsu up once %s says which organization it works for; see docs/account-factory/getting-started.md"
                            .formatted(installation.factorySettings()));
        }
        return new FactoryClient(new ServiceClient(installation));
    }

    JsonNode get(String path) {
        return told(() -> client.get(Parts.ACCOUNT_FACTORY, path));
    }

    JsonNode post(String path, JsonNode body) {
        return post(path, body, Map.of());
    }

    JsonNode post(String path, JsonNode body, Map<String, String> headers) {
        return told(() -> client.post(Parts.ACCOUNT_FACTORY, path, body, headers));
    }

    JsonNode postYaml(String path, Path file) {
        return told(() -> client.upload(Parts.ACCOUNT_FACTORY, path, YAML, file));
    }

    /** The items of a list, page by page; its path has a query. */
    ArrayNode all(String list) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        String next = "";
        do {
            JsonNode answer = get(list + next);
            answer.path("items").forEach(all::add);
            next = answer.path("next").isTextual()
                    ? "&cursor=" + RequestText.path(answer.path("next").textValue())
                    : "";
        } while (!next.isEmpty());
        return all;
    }

    private interface Call {
        JsonNode answer() throws ServiceException;
    }

    private static JsonNode told(Call call) {
        try {
            return call.answer();
        } catch (ServiceException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }
}
