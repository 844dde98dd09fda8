package io.bongsu.factory.drift;

import static io.bongsu.factory.drift.Expectation.ATTACHED;
import static io.bongsu.factory.drift.Expectation.EMAIL;
import static io.bongsu.factory.drift.Expectation.MEMBER;
import static io.bongsu.factory.drift.Expectation.MEMBERSHIP;
import static io.bongsu.factory.drift.Expectation.NAME;
import static io.bongsu.factory.drift.Expectation.OU;
import static io.bongsu.factory.drift.Expectation.POLICY;
import static io.bongsu.factory.drift.Expectation.STATE;
import static io.bongsu.factory.drift.Expectation.TAG;

import io.bongsu.factory.aws.AwsClients;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** What Organizations says of an account. */
final class Aspects {

    static final List<PolicyType> POLICY_TYPES =
            List.of(PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY);

    private Aspects() {}

    /** Membership first: of an account that left, nothing else is asked. */
    static List<Aspect> all(AwsClients aws) {
        return List.of(new Itself(aws), new Place(aws), new Policies(aws), new Tags(aws));
    }

    record Itself(AwsClients aws) implements Aspect {

        private static final Set<String> ITEMS = Set.of(MEMBERSHIP, STATE, NAME, EMAIL);

        @Override
        public boolean covers(String item) {
            return ITEMS.contains(item);
        }

        @Override
        public Map<String, String> found(String account, Set<String> expected) {
            try {
                Account is = aws.organizations()
                        .describeAccount(request -> request.accountId(account))
                        .account();
                String state = is.stateAsString() == null ? is.statusAsString() : is.stateAsString();
                return Map.of(MEMBERSHIP, MEMBER, STATE, state, NAME, is.name(), EMAIL, is.email());
            } catch (AccountNotFoundException e) {
                return Map.of();
            }
        }
    }

    record Place(AwsClients aws) implements Aspect {

        @Override
        public boolean covers(String item) {
            return item.equals(OU);
        }

        @Override
        public Map<String, String> found(String account, Set<String> expected) {
            return Map.of(
                    OU,
                    aws.organizations()
                            .listParents(request -> request.childId(account))
                            .parents()
                            .getFirst()
                            .id());
        }
    }

    /** Policies that are attached to the account itself; AWS' own, which every account has, don't count. */
    record Policies(AwsClients aws) implements Aspect {

        @Override
        public boolean covers(String item) {
            return item.startsWith(POLICY);
        }

        @Override
        public Map<String, String> found(String account, Set<String> expected) {
            Map<String, String> found = new TreeMap<>();
            for (PolicyType type : POLICY_TYPES) {
                aws
                        .organizations()
                        .listPoliciesForTargetPaginator(
                                request -> request.filter(type).targetId(account))
                        .stream()
                        .flatMap(page -> page.policies().stream())
                        .filter(each -> !Boolean.TRUE.equals(each.awsManaged()))
                        .forEach(each -> found.put(POLICY + each.name(), ATTACHED));
            }
            return found;
        }
    }

    /** All tags; only those that are expected are compared. */
    record Tags(AwsClients aws) implements Aspect {

        @Override
        public boolean covers(String item) {
            return item.startsWith(TAG);
        }

        @Override
        public Map<String, String> found(String account, Set<String> expected) {
            Map<String, String> found = new TreeMap<>();
            aws.organizations()
                    .listTagsForResourcePaginator(request -> request.resourceId(account))
                    .tags()
                    .forEach(each -> found.put(TAG + each.key(), each.value()));
            return found;
        }
    }
}
