package io.bongsu.factory.inventory;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.quota.TokenBuckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.organizations.model.DelegatedAdministrator;
import software.amazon.awssdk.services.organizations.model.DelegatedService;

/** What stands in the way of closing an account, as far as Organizations knows it. */
public final class Dependencies {

    private final AwsClients aws;
    private final Set<String> needed;

    /** @param needed accounts that the organization can't do without, by their ids: log archive, audit, network */
    public Dependencies(AwsClients aws, Set<String> needed) {
        this.aws = aws;
        this.needed = Set.copyOf(needed);
    }

    /** What stands in the way. */
    public enum Kind {
        MANAGEMENT_ACCOUNT,
        DELEGATED_ADMINISTRATOR,
        NEEDED_ACCOUNT
    }

    /**
     * One thing that stands in the way.
     *
     * @param kind which
     * @param words what it is
     * @param remedy what to do first
     */
    public record Block(Kind kind, String words, String remedy) {}

    /** Id of the management account. */
    public String managementAccount() {
        return aws.organizations()
                .describeOrganization(request -> {})
                .organization()
                .masterAccountId();
    }

    /** Everything that stands in the way, for a caller who isn't a request: waits for its turns with its thread. */
    public List<Block> ask(String account) {
        List<Block> blocks = new ArrayList<>();
        TokenBuckets.inNobodysTurn(() -> blocks.addAll(of(account)));
        return blocks;
    }

    /** Everything that stands in the way. */
    public List<Block> of(String account) {
        List<Block> blocks = new ArrayList<>();
        if (needed.contains(account)) {
            blocks.add(new Block(
                    Kind.NEEDED_ACCOUNT,
                    account + " stands in account-factory.closing.needed-accounts",
                    "an account that nothing needs; take it from that list once nothing does"));
        }
        if (account.equals(managementAccount())) {
            blocks.add(new Block(
                    Kind.MANAGEMENT_ACCOUNT,
                    account + " is the management account",
                    "a member account; the management account is closed after all others, by hand"));
            return blocks;
        }
        boolean administrator = aws.organizations().listDelegatedAdministratorsPaginator(request -> {}).stream()
                .flatMap(page -> page.delegatedAdministrators().stream())
                .map(DelegatedAdministrator::id)
                .anyMatch(account::equals);
        if (administrator) {
            String services = aws
                    .organizations()
                    .listDelegatedServicesForAccountPaginator(request -> request.accountId(account))
                    .stream()
                    .flatMap(page -> page.delegatedServices().stream())
                    .map(DelegatedService::servicePrincipal)
                    .sorted()
                    .collect(Collectors.joining(", "));
            blocks.add(new Block(
                    Kind.DELEGATED_ADMINISTRATOR,
                    account + " administers " + services,
                    "no delegated administrator; have another account administer these services first"));
        }
        return blocks;
    }
}
