package io.bongsu.policy.catalogue;

import io.bongsu.contracts.LocalText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a pack says of its controls in more words than their titles: {@code texts/<chapter>.yaml} beside {@code pack.yaml}, each a mapping
 * from control to its check points. A pack that says its {@code size} must have exactly that many controls, and check points for all of
 * them.
 */
final class ControlTexts {

    private static final int MIN_POINTS = 2;
    private static final int MAX_POINTS = 4;
    private static final int MAX_LENGTH = 300;
    private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");

    private final YamlFile pack;
    private final Map<String, List<LocalText>> points;

    private ControlTexts(YamlFile pack, Map<String, List<LocalText>> points) {
        this.pack = pack;
        this.points = points;
    }

    static ControlTexts of(YamlFile pack) {
        List<String> ids =
                pack.objects("controls").stream().map(each -> each.text("id")).toList();
        Map<String, List<LocalText>> points = new HashMap<>();
        for (Path file : files(pack.file().resolveSibling("texts"))) {
            read(file, ids, points);
        }
        if (pack.has("size")) {
            int size = pack.node().path("size").asInt();
            if (ids.size() != size) {
                throw pack.wrong("has %d controls; expected %d, as size says".formatted(ids.size(), size));
            }
            List<String> without =
                    ids.stream().filter(id -> !points.containsKey(id)).toList();
            if (!without.isEmpty()) {
                throw pack.wrong("has no check points for the controls %s; expected them in texts/<chapter>.yaml"
                        .formatted(without));
            }
        }
        return new ControlTexts(pack, points);
    }

    List<LocalText> checkPoints(String control) {
        return points.getOrDefault(control, List.of());
    }

    /** The part of the standard that a control stands under; its chapter in a pack that names no areas. */
    LocalText area(String control, LocalText chapter) {
        String area = control.contains(".") ? control.substring(0, control.indexOf('.')) : control;
        return pack.has("areas") ? pack.object("areas").localText(area) : chapter;
    }

    private static void read(Path file, List<String> ids, Map<String, List<LocalText>> points) {
        String name = file.getFileName().toString();
        String chapter = name.substring(0, name.length() - ".yaml".length());
        YamlFile yaml = YamlFile.parse(file, "texts", CatalogueReader.content(file))
                .only(Set.copyOf(
                        ids.stream().filter(id -> id.startsWith(chapter + ".")).toList()));
        yaml.node().fieldNames().forEachRemaining(id -> {
            List<LocalText> texts = new ArrayList<>();
            for (YamlFile each : yaml.objects(id)) {
                texts.add(checked(each.only(Set.of("en", "ko"))));
            }
            if (texts.size() < MIN_POINTS || texts.size() > MAX_POINTS) {
                throw yaml.wrong("has %d check points of %s; expected %d to %d"
                        .formatted(texts.size(), id, MIN_POINTS, MAX_POINTS));
            }
            if (Set.copyOf(texts).size() != texts.size()) {
                throw yaml.wrong("says a check point of %s twice; expected each once".formatted(id));
            }
            points.put(id, texts);
        });
    }

    private static LocalText checked(YamlFile point) {
        LocalText text = new LocalText(point.text("en"), point.text("ko"));
        if (HANGUL.matcher(text.en()).find()) {
            throw point.wrong("has en: %s; expected English".formatted(text.en()));
        }
        if (!HANGUL.matcher(text.ko()).find()) {
            throw point.wrong("has ko: %s; expected Korean".formatted(text.ko()));
        }
        if (text.en().length() > MAX_LENGTH || text.ko().length() > MAX_LENGTH) {
            throw point.wrong("has more than %d characters; expected a sentence".formatted(MAX_LENGTH));
        }
        return text;
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            List<Path> files = found.sorted().toList();
            for (Path file : files) {
                if (!file.getFileName().toString().endsWith(".yaml")) {
                    throw new CatalogueException(file, "is no text of a chapter; expected <chapter>.yaml");
                }
            }
            return files;
        } catch (IOException e) {
            throw new CatalogueException(directory, "can't be listed", e);
        }
    }
}
