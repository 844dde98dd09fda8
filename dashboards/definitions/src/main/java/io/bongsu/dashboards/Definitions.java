package io.bongsu.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The dashboards that Bongsu comes with. */
public final class Definitions {

    /** Their names in the order of the menu; each has a file {@code <name>.yaml}. */
    public static final List<String> NAMES = List.of(
            "cloudtrail",
            "config",
            "waf",
            "vpcflow",
            "threat-hunting",
            "findings",
            "isms-p-evidence",
            "pipeline-health");

    private final List<Dashboard> dashboards;
    private final Mappings mappings;

    private Definitions(List<Dashboard> dashboards, Mappings mappings) {
        this.dashboards = List.copyOf(dashboards);
        this.mappings = mappings;
    }

    /**
     * Reads and checks all of them.
     *
     * @throws DefinitionException when one is not as it should be
     */
    public static Definitions load() {
        Mappings mappings = new Mappings();
        DefinitionReader reader = new DefinitionReader(mappings);
        return new Definitions(
                NAMES.stream().map(name -> reader.read(name, text(name))).toList(), mappings);
    }

    public List<Dashboard> all() {
        return dashboards;
    }

    public Mappings mappings() {
        return mappings;
    }

    public Optional<Dashboard> find(String name) {
        return dashboards.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static String text(String name) {
        try (InputStream in = Definitions.class.getResourceAsStream("/dashboards/" + name + ".yaml")) {
            if (in == null) {
                throw new DefinitionException(
                        "%s.yaml is not in the jar of the dashboards; build dashboards/definitions again"
                                .formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("%s.yaml can't be read".formatted(name), e);
        }
    }
}
