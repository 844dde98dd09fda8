package io.bongsu.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        description = {
            "Closes an account: approved as the policy says, then in quarantine where nothing can be done in it, then for good.",
            "As long as it is in quarantine, --cancel takes it back where it was. Its logs stay searchable."
        },
        footer = {
            "",
            "Examples:",
            "  ./bongsu account close 111122223333 --reason 'the pilot is over'",
            "  ./bongsu account close 111122223333 --cancel --reason 'still needed'"
        })
final class AccountCloseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ACCOUNT", description = "The account's id, twelve digits.")
    private String account = "";

    @Option(names = "--reason", required = true, description = "Why.")
    private String reason = "";

    @Option(names = "--cancel", description = "Cancel its closing.")
    private boolean cancel;

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode request = FactoryClient.open()
                .post(
                        "/api/v1/accounts/%s/close%s".formatted(RequestText.path(account), cancel ? "/cancel" : ""),
                        Json.object().put("reason", reason));
        if (json) {
            Json.print(request);
        } else {
            RequestText.print(request);
        }
        return 0;
    }
}
