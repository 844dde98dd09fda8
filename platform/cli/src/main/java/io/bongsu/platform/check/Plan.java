package io.bongsu.platform.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Terraform is about to do, as {@code terraform show -json} prints it.
 *
 * @param resources every managed resource
 * @param configuration the plan's own {@code configuration}; missing where it has none
 * @param variables the plan's own {@code variables}
 * @param complete false where Terraform says that applying this plan leaves something to do
 */
record Plan(List<PlannedResource> resources, JsonNode configuration, JsonNode variables, boolean complete) {

    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::(\\d{12}):role/.+");
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:[^:]+:[^:]*:(\\d{12}):.+");

    Plan {
        resources = List.copyOf(resources);
        requireNonNull(configuration, "configuration");
        requireNonNull(variables, "variables");
    }

    /** The region that a provider's block names, by a constant or a variable of the root module. */
    Optional<String> region(String provider) {
        return text(configuration
                .path("provider_config")
                .path(provider)
                .path("expressions")
                .path("region"));
    }

    /** The account that a provider works in: of the role that it takes, else of what is there already. */
    Optional<String> account(String provider) {
        JsonNode role = configuration
                .path("provider_config")
                .path(provider)
                .path("expressions")
                .path("assume_role")
                .path(0)
                .path("role_arn");
        return text(role).flatMap(arn -> account(ROLE, arn)).or(() -> resources.stream()
                .filter(each -> each.provider().equals(provider))
                .flatMap(each -> account(ARN, each.values().path("arn").asText("")).stream())
                .findFirst());
    }

    private Optional<String> text(JsonNode expression) {
        JsonNode constant = expression.path("constant_value");
        if (constant.isTextual()) {
            return Optional.of(constant.asText());
        }
        for (JsonNode reference : expression.path("references")) {
            String[] parts = reference.asText().split("\\.", -1);
            if (parts.length < 2 || !parts[0].equals("var")) {
                continue;
            }
            JsonNode value = variables.path(parts[1]).path("value");
            for (int i = 2; i < parts.length; i++) {
                value = value.path(parts[i]);
            }
            if (value.isTextual()) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> account(Pattern pattern, String arn) {
        Matcher matcher = pattern.matcher(arn);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
