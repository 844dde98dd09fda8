package io.bongsu.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bongsu.contracts.certificate.CertificateVerifier;
import io.bongsu.contracts.certificate.InvalidCertificateException;
import io.bongsu.contracts.certificate.VerifiedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "account",
        description = {
            "Asks for accounts and carries requests on.",
            "The account factory must know the organization: docs/account-factory/getting-started.md says how."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AccountImportCommand.class, AccountCloseCommand.class},
        footer = {
            "",
            "Examples:",
            "  ./bongsu account request -f request.yaml --dry-run",
            "  ./bongsu account request -f request.yaml --follow",
            "  ./bongsu account list --state HELD",
            "  ./bongsu account retry 3f0c… move-to-ou"
        })
final class AccountCommand implements Runnable {

    private static final int LARGEST_FILE = 64 << 10;
    private static final int LARGEST_CERTIFICATE = 4 << 20;
    private static final int MESSAGE_CELLS = 90;
    private static final YAMLMapper YAML = new YAMLMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which of its commands?");
    }

    @Command(
            name = "request",
            description = "Asks for an account. Refused with every reason at once, or accepted with a plan.")
    int request(
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description = "The request, YAML or JSON; /q/openapi of the factory has its form.")
                    Path file,
            @Option(names = "--dry-run", description = "Only check and show the plan.") boolean dryRun,
            @Option(names = "--follow", description = "Show each step until the request has ended or needs somebody.")
                    boolean follow,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            description = "The same for every repetition of the same request: it is accepted once.")
                    @Nullable String key,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        AccountRequests requests = AccountRequests.open();
        JsonNode answer =
                requests.ask(read(file), dryRun, key == null ? UUID.randomUUID().toString() : key);
        if (follow && !dryRun) {
            answer = requests.follow(answer, json);
        }
        if (json) {
            Json.print(answer);
        } else if (!follow || dryRun) {
            RequestText.print(answer);
        }
        return RequestText.exit(answer);
    }

    @Command(name = "list", description = "Lists requests, the newest first.")
    int list(
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description =
                                    "AWAITING_APPROVAL, RUNNING, HELD, ABORTING, HANDED_OVER, DENIED, EXPIRED or ABORTED.")
                    @Nullable String state,
            @Option(names = "--json", description = "Print a JSON array only.") boolean json) {
        JsonNode all = AccountRequests.open().list(state);
        if (json) {
            Json.print(all);
        } else {
            RequestText.list(all);
        }
        return 0;
    }

    /** Which request, and how to answer. */
    static final class Subject {

        @Parameters(index = "0", paramLabel = "ID", description = "The request's id.")
        private UUID id = new UUID(0, 0);

        @Option(names = "--json", description = "Print JSON only.")
        private boolean json;
    }

    @Command(name = "show", description = "Shows a request with its steps, and who must act.")
    int show(
            @Mixin Subject subject,
            @Option(names = "--follow", description = "Show each step until the request has ended or needs somebody.")
                    boolean follow) {
        AccountRequests requests = AccountRequests.open();
        JsonNode request = requests.one(subject.id);
        if (follow) {
            request = requests.follow(request, subject.json);
        }
        if (subject.json) {
            Json.print(request);
        } else if (!follow) {
            RequestText.print(request);
        }
        return RequestText.exit(request);
    }

    @Command(name = "approve", description = "Lets a request through, as far as the approval policy lets you.")
    int approve(
            @Mixin Subject subject,
            @Option(names = "--comment", required = true, description = "Why.") String comment) {
        return act(subject, "/approve", Json.object().put("comment", comment));
    }

    @Command(name = "deny", description = "Refuses a request, as far as the approval policy lets you.")
    int deny(
            @Mixin Subject subject,
            @Option(names = "--comment", required = true, description = "Why.") String comment) {
        return act(subject, "/deny", Json.object().put("comment", comment));
    }

    @Command(name = "retry", description = "Runs a held step again.")
    int retry(
            @Mixin Subject subject,
            @Parameters(index = "1", paramLabel = "STEP", description = "The step's name, for example move-to-ou.")
                    String step) {
        return act(subject, "/steps/" + RequestText.path(step) + "/retry", Json.object());
    }

    @Command(name = "skip", description = "Goes on without a held step.")
    int skip(
            @Mixin Subject subject,
            @Parameters(index = "1", paramLabel = "STEP", description = "The step's name.") String step,
            @Option(names = "--reason", required = true, description = "Why it can be done without.") String reason,
            @Option(names = "--approver", required = true, description = "Who else agreed.") String approver) {
        return act(
                subject,
                "/steps/" + RequestText.path(step) + "/skip",
                Json.object().put("reason", reason).put("approver", approver));
    }

    @Command(
            name = "abort",
            description = "Takes the steps back, last one first; an account that exists stays in the holding OU.")
    int abort(
            @Mixin Subject subject, @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return act(subject, "/abort", Json.object().put("reason", reason));
    }

    @Command(
            name = "verify-certificate",
            description = {
                "Checks a vending certificate, without any service: the signature, each member, and whether what was judged lets an account through.",
                "The public key is at /api/v1/certificate-key of the account factory; have it from there once, and keep it elsewhere."
            })
    int verifyCertificate(
            @Parameters(index = "0", paramLabel = "FILE", description = "The certificate, as the factory gave it.")
                    Path file,
            @Option(names = "--key", required = true, paramLabel = "FILE", description = "The public key, PEM.")
                    Path key,
            @Option(names = "--json", description = "Print JSON only.") boolean json) {
        try {
            VerifiedCertificate certificate = CertificateVerifier.of(text(key)).verify(text(file));
            ObjectNode facts = Json.object()
                    .put("valid", true)
                    .put("account", certificate.account())
                    .put("account_name", certificate.accountName())
                    .put("request", certificate.request())
                    .put("blueprint", certificate.blueprint())
                    .put("pack", certificate.pack())
                    .put("pack_version", certificate.packVersion())
                    .put("pack_fingerprint", certificate.packFingerprint())
                    .put("verdicts", certificate.verdicts())
                    .put("judged_at", certificate.judgedAt().toString())
                    .put("issued_at", certificate.issuedAt().toString())
                    .put("issuer", certificate.issuer())
                    .put("key_id", certificate.keyId());
            if (json) {
                Json.print(facts);
            } else {
                System.out.println("The certificate holds.");
                Table table = new Table("WHAT", "CERTIFIED");
                facts.remove("valid");
                facts.properties()
                        .forEach(each -> table.row(
                                each.getKey().replace('_', ' '),
                                Table.cut(each.getValue().asText(), MESSAGE_CELLS)));
                System.out.print(table);
            }
            return 0;
        } catch (InvalidCertificateException e) {
            if (json) {
                Json.print(Json.object().put("valid", false).put("reason", e.getMessage()));
            } else {
                System.err.printf("The certificate doesn't hold: %s%n", e.getMessage());
            }
            return 1;
        }
    }

    private static int act(Subject subject, String path, ObjectNode body) {
        JsonNode answer = AccountRequests.open().act(subject.id, path, body);
        if (subject.json) {
            Json.print(answer);
        } else {
            RequestText.print(answer);
        }
        return 0;
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_CERTIFICATE) {
                throw new CommandException("%s has %,d bytes; expected at most %,d"
                        .formatted(file, Files.size(file), LARGEST_CERTIFICATE));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
    }

    /** A request as its file has it; YAML, of which JSON is a part. */
    static ObjectNode read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new CommandException("%s has %,d bytes; expected an account request of at most %,d"
                        .formatted(file, Files.size(file), LARGEST_FILE));
            }
            if (YAML.readTree(Files.readString(file)) instanceof ObjectNode request) {
                return request;
            }
            throw new CommandException(
                    "%s holds no account request; expected keys such as name and blueprint".formatted(file));
        } catch (JsonProcessingException e) {
            throw new CommandException("%s is no YAML: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be read".formatted(file), e);
        }
    }
}
