package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ingest",
        description = {
            "Reads logs and waits until they can be searched and are judged.",
            "A directory must have the keys of an S3 bucket below it (AWSLogs/123456789012/CloudTrail/…). For S3, the AWS_* variables",
            "of the ./bongsu up that started the collector count. Reading the same again adds nothing."
        },
        footer = {
            "",
            "Examples:",
            "  ./bongsu ingest ~/logs/my-trail-bucket",
            "  ./bongsu ingest s3://my-trail-bucket/AWSLogs/"
        })
final class IngestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LOCATION", description = "A directory, or s3://BUCKET/PREFIX.")
    private String location = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(names = "--json", description = "Print JSON only (progress goes to standard error).")
    private boolean json;

    @Override
    public Integer call() {
        if (timeout < 1) {
            throw new CommandException("--timeout is %d; expected at least 1 second".formatted(timeout));
        }
        Installation installation = Installation.open();
        if (installation.children().recorded(Parts.SHIP).isEmpty()) {
            throw new CommandException("The collector isn't running; start everything with ./bongsu up");
        }
        ObjectNode result =
                new Ingestion(installation, resolve(installation, location), Duration.ofSeconds(timeout)).run();
        if (json) {
            Json.print(result);
        } else {
            print(result);
        }
        return 0;
    }

    /** The location as the collector can read it. */
    static String resolve(Installation installation, String location) {
        if (location.startsWith("s3://")) {
            return location;
        }
        Path directory = Path.of(location).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new CommandException(
                    "%s isn't a directory; expected one with the keys of an S3 bucket below it, or s3://BUCKET/PREFIX"
                            .formatted(directory));
        }
        Path checkout = installation.root();
        if (directory.startsWith(checkout)) {
            return Services.readable(
                            installation, checkout.relativize(directory).toString())
                    .toString();
        }
        if (!installation.data().user().canRead(directory)) {
            throw new CommandException(
                    "The collector runs as %s and can't read %s; copy it to where that account can read, for example below %s"
                            .formatted(installation.data().user().name(), directory, "/srv"));
        }
        return directory.toString();
    }

    static void print(ObjectNode result) {
        JsonNode job = result.path("job");
        System.out.printf(
                "%nRead %,d objects (%s) in %.1f s; quarantined: %,d%n%n",
                job.path("objects").asLong(),
                Display.size(job.path("bytes").asLong()),
                result.path("seconds").asDouble(),
                job.path("quarantined").asLong());
        System.out.println("The pipeline since the installation began:");
        System.out.print(StatusCommand.pipeline(result.path("pipeline")));
    }
}
