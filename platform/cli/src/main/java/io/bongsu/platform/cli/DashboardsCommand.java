package io.bongsu.platform.cli;

import io.bongsu.contracts.Indices;
import io.bongsu.dashboards.Dashboard;
import io.bongsu.dashboards.Definitions;
import io.bongsu.dashboards.objects.Installer;
import io.bongsu.dashboards.objects.Installer.Line;
import io.bongsu.dashboards.objects.Installer.State;
import io.bongsu.dashboards.objects.SavedObject;
import io.bongsu.dashboards.objects.SavedObjects;
import io.bongsu.dashboards.objects.SavedObjectsApi;
import io.bongsu.dashboards.objects.SavedObjectsApi.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dashboards",
        description = "Brings the dashboards to OpenSearch Dashboards (2.19, 3.x). The console has them without this.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./bongsu dashboards export --out objects",
            "  OSD_PASSWORD=… ./bongsu dashboards install --url https://search.example.com/_dashboards --user admin",
            "  ./bongsu dashboards diff --url http://127.0.0.1:5601 cloudtrail waf"
        },
        subcommands = {DashboardsCommand.Export.class, DashboardsCommand.Install.class, DashboardsCommand.Diff.class})
final class DashboardsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which of export, install, diff?");
    }

    /** Which dashboards, and for which indices. */
    static final class Choice {

        @Parameters(paramLabel = "NAME", arity = "0..*", description = "Dashboards; without any, all of them.")
        private List<String> names = List.of();

        @Option(
                names = "--index-prefix",
                paramLabel = "PREFIX",
                defaultValue = "bongsu-",
                description = "What the index names begin with. Default: ${DEFAULT-VALUE}.")
        private String prefix = "";

        private List<Dashboard> chosen(Definitions definitions) {
            for (String name : names) {
                if (definitions.find(name).isEmpty()) {
                    throw new CommandException("There is no dashboard '%s'; expected one of %s"
                            .formatted(name, String.join(", ", Definitions.NAMES)));
                }
            }
            return definitions.all().stream()
                    .filter(one -> names.isEmpty() || names.contains(one.name()))
                    .toList();
        }

        /** The objects of each chosen dashboard, by its name. */
        Map<String, List<SavedObject>> objects() {
            Definitions definitions = Definitions.load();
            SavedObjects objects = new SavedObjects(definitions, new Indices(prefix));
            return chosen(definitions).stream()
                    .collect(Collectors.toMap(Dashboard::name, objects::of, (one, other) -> one, TreeMap::new));
        }

        /** The same, each object once: dashboards share index patterns. */
        List<SavedObject> all() {
            return objects().values().stream()
                    .flatMap(List::stream)
                    .collect(Collectors.toMap(
                            SavedObject::toString, one -> one, (one, other) -> one, java.util.LinkedHashMap::new))
                    .values()
                    .stream()
                    .toList();
        }
    }

    /** Where OpenSearch Dashboards is, and who asks. */
    static final class Place {

        @Option(
                names = "--url",
                required = true,
                paramLabel = "URL",
                description = "Where people open OpenSearch Dashboards, base path included.")
        private URI url = URI.create("");

        @Option(
                names = "--user",
                paramLabel = "NAME",
                defaultValue = "",
                description = "The password is read from OSD_PASSWORD.")
        private String user = "";

        @Option(
                names = "--tenant",
                paramLabel = "NAME",
                defaultValue = "",
                description = "Tenant of the security plugin.")
        private String tenant = "";

        Installer installer() {
            if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
                throw new CommandException("--url is '%s'; expected http:// or https:// and a host".formatted(url));
            }
            String password = System.getenv().getOrDefault("OSD_PASSWORD", "");
            return new Installer(new SavedObjectsApi(url, user, password, tenant));
        }
    }

    @Command(
            name = "export",
            description = "Writes one NDJSON file a dashboard, for the import page of OpenSearch Dashboards.")
    static final class Export implements Callable<Integer> {

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to; made when missing.")
        private Path out = Path.of("");

        @Mixin
        private Choice choice = new Choice();

        @Override
        public Integer call() {
            choice.objects().forEach((name, objects) -> {
                Path file = out.resolve(name + ".ndjson");
                try {
                    Files.createDirectories(out);
                    Files.writeString(file, SavedObjects.ndjson(objects));
                } catch (IOException e) {
                    throw new UncheckedIOException("%s can't be written".formatted(file), e);
                }
                System.out.printf("%s: %d objects%n", file, objects.size());
            });
            return 0;
        }
    }

    @Command(
            name = "install",
            description = {
                "Installs what is missing and replaces what is older and untouched. What people changed stays as it is and is listed.",
                "Exit status 1 when an object was refused."
            })
    static final class Install implements Callable<Integer> {

        @Mixin
        private Place place = new Place();

        @Mixin
        private Choice choice = new Choice();

        @Override
        public Integer call() {
            List<Line> lines = asked(() -> place.installer().install(choice.all()));
            print(
                    lines,
                    Map.of(
                            State.NEW,
                            "installed",
                            State.OLDER,
                            "replaced",
                            State.SAME,
                            "unchanged",
                            State.CHANGED,
                            "kept",
                            State.REFUSED,
                            "refused"));
            return lines.stream().anyMatch(line -> line.state() == State.REFUSED) ? 1 : 0;
        }
    }

    @Command(
            name = "diff",
            description = {
                "Says how each object there compares with ours, and changes nothing.",
                "Exit status 0 when all are the same, 1 when not."
            })
    static final class Diff implements Callable<Integer> {

        @Mixin
        private Place place = new Place();

        @Mixin
        private Choice choice = new Choice();

        @Override
        public Integer call() {
            List<Line> lines = asked(() -> place.installer().compare(choice.all()));
            print(
                    lines,
                    Map.of(
                            State.NEW,
                            "missing",
                            State.OLDER,
                            "older",
                            State.SAME,
                            "same",
                            State.CHANGED,
                            "changed",
                            State.REFUSED,
                            "refused"));
            return lines.stream().allMatch(line -> line.state() == State.SAME) ? 0 : 1;
        }
    }

    /** A question to OpenSearch Dashboards. */
    private interface Question {
        List<Line> ask() throws ApiException;
    }

    private static List<Line> asked(Question question) {
        try {
            return question.ask();
        } catch (ApiException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private static void print(List<Line> lines, Map<State, String> words) {
        Table table = new Table("STATE", "TYPE", "ID", "WHY");
        Map<String, Integer> counts = new TreeMap<>();
        for (Line line : lines) {
            String word = words.getOrDefault(line.state(), line.state().name().toLowerCase(Locale.ROOT));
            counts.merge(word, 1, Integer::sum);
            table.row(word, line.object().type(), line.object().id(), Table.cut(line.detail(), 90));
        }
        System.out.print(table);
        System.out.printf(
                "%n%s%n",
                counts.entrySet().stream()
                        .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", ")));
    }
}
