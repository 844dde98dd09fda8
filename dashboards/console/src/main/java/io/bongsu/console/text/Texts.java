package io.bongsu.console.text;

import io.quarkus.qute.EngineConfiguration;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.RawString;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The message bundles, and the template namespace {@code t} that reads them: {@code {t:overview_title}}, with parameters
 * {@code {t:logs_found(total)}}, with a computed key {@code {t:of('status', finding.status)}} (key {@code status_fail}). The language is
 * the template's attribute {@code language}. In a text, {@code {0}} is a parameter and {@code `x`} is shown as code.
 */
@EngineConfiguration
public final class Texts implements NamespaceResolver {

    private static final Map<Language, Map<String, String>> BUNDLES = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            BUNDLES.put(language, load(language));
        }
    }

    @Override
    public String getNamespace() {
        return "t";
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        Language language = (Language) context.getAttribute("language");
        List<CompletionStage<Object>> pending =
                context.getParams().stream().map(context::evaluate).toList();
        CompletableFuture<?>[] all =
                pending.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).thenApply(ignored -> {
            List<Object> params = new ArrayList<>(
                    pending.stream().map(p -> p.toCompletableFuture().join()).toList());
            String key = context.getName();
            if (key.equals("of")) {
                String group = params.removeFirst().toString();
                Object name = params.removeFirst();
                return named(language, group, name);
            }
            if (key.equals("key")) {
                key = params.removeFirst().toString();
                if (params.size() == 1 && params.getFirst() instanceof List<?> list) {
                    params = new ArrayList<>(list);
                }
            }
            return render(language, key, params);
        });
    }

    /** A text as plain characters, for a place that is not HTML. */
    static String text(Language language, String key, Object... params) {
        return fill(pattern(language, key), List.of(params), language, value -> value);
    }

    /** The text of a value out of an open set, such as a log type; the value itself where the bundles don't know it. */
    public static String named(Language language, String group, Object name) {
        String key = group + "_" + name.toString().toLowerCase(Locale.ROOT);
        return find(language, key).orElseGet(name::toString);
    }

    static Map<String, String> bundle(Language language) {
        return Map.copyOf(bundles(language));
    }

    private static Object render(Language language, String key, List<Object> params) {
        String pattern = pattern(language, key);
        if (pattern.indexOf('`') < 0) {
            return fill(pattern, params, language, value -> value);
        }
        // The bundle's own text is ours; parameters may be anyone's, and are escaped before they stand in markup.
        String marked = escape(pattern).replaceAll("`([^`]*)`", "<code>$1</code>");
        return new RawString(fill(marked, params, language, Texts::escape));
    }

    private static String fill(String pattern, List<Object> params, Language language, UnaryOperator<String> guard) {
        StringBuilder out = new StringBuilder(pattern.length() + 32);
        int from = 0;
        while (from < pattern.length()) {
            int open = pattern.indexOf('{', from);
            if (open < 0) {
                break;
            }
            int close = pattern.indexOf('}', open);
            int index = Integer.parseInt(pattern.substring(open + 1, close));
            out.append(pattern, from, open).append(guard.apply(written(params.get(index), language)));
            from = close + 1;
        }
        return out.append(pattern.substring(from)).toString();
    }

    private static String written(Object value, Language language) {
        return value instanceof Number number
                ? NumberFormat.getInstance(language.locale()).format(number)
                : value.toString();
    }

    private static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String pattern(Language language, String key) {
        return find(language, key)
                .orElseThrow(() -> new IllegalStateException(
                        "No text '%s' in texts/messages_%s.properties; add it to every language"
                                .formatted(key, language.tag())));
    }

    private static Optional<String> find(Language language, String key) {
        return Optional.ofNullable(bundles(language).get(key));
    }

    private static Map<String, String> bundles(Language language) {
        return Objects.requireNonNull(BUNDLES.get(language));
    }

    private static Map<String, String> load(Language language) {
        String name = "/texts/messages_" + language.tag() + ".properties";
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("%s is missing from the console's jar; build it again".formatted(name));
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(name), e);
        }
    }
}
