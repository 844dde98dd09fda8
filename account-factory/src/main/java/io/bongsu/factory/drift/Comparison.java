package io.bongsu.factory.drift;

import static io.bongsu.factory.drift.Expectation.ABSENT;
import static io.bongsu.factory.drift.Expectation.CONTENT;
import static io.bongsu.factory.drift.Expectation.MEMBERSHIP;
import static io.bongsu.factory.drift.Expectation.POLICY;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.quota.Pause;
import io.bongsu.factory.quota.TokenBuckets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.organizations.model.PolicyNotFoundException;
import software.amazon.awssdk.services.organizations.model.PolicySummary;

/** Lays what is beside what is expected, and writes down every difference. Doing it again changes nothing. */
public final class Comparison {

    private static final Logger LOG = Logger.getLogger(Comparison.class);
    private static final int PAGE = 200;

    private final AwsClients aws;
    private final List<Aspect> aspects;
    private final Expectations expectations;
    private final Drifts drifts;
    private final Settings settings;
    private final InstantSource clock;
    private final Pause pause;

    /**
     * How it compares.
     *
     * @param own principals whose changes are the factory's own, as patterns of their ARNs
     * @param pace between one account of a sweep and the next
     */
    public record Settings(List<Pattern> own, Duration pace) {
        public Settings {
            own = List.copyOf(own);
        }
    }

    public Comparison(
            AwsClients aws,
            Expectations expectations,
            Drifts drifts,
            Settings settings,
            InstantSource clock,
            Pause pause) {
        this.aws = aws;
        this.aspects = Aspects.all(aws);
        this.expectations = expectations;
        this.drifts = drifts;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    /** Whether the factory made that change. */
    public boolean own(Change change) {
        return settings.own().stream()
                .anyMatch(each -> each.matcher(change.principal()).matches());
    }

    /** Somebody changed something: looks at what was touched, and at nothing else. */
    public void changed(Change change) {
        TokenBuckets.inNobodysTurn(() -> {
            if (change.ofPolicy()) {
                policy(change.subject(), change);
            } else {
                List<Expectation> expected = expectations.of(change.subject());
                if (!expected.isEmpty()) {
                    aspects.stream()
                            .filter(each -> each.covers(change.items()))
                            .forEach(each -> compare(change.subject(), each, expected, change));
                }
            }
        });
    }

    /** The factory changed something: an account is expected to be so already, a policy's text is from now on. */
    public void changedByUs(Change change) {
        if (change.ofPolicy()) {
            TokenBuckets.inNobodysTurn(() -> expectations.follow(change.subject(), CONTENT, content(change.subject())));
        }
    }

    /** Looks at every governed account and every policy, slowly. What can't be read is left for the next time. */
    public void sweep() {
        TokenBuckets.inNobodysTurn(() -> {
            policies();
            String last = "";
            List<String> page;
            do {
                page = expectations.governed(last, PAGE);
                for (String account : page) {
                    account(account);
                    pause.of(settings.pace());
                    last = account;
                }
            } while (page.size() == PAGE);
        });
    }

    private void account(String account) {
        List<Expectation> expected = expectations.of(account);
        for (Aspect aspect : aspects) {
            try {
                if (!compare(account, aspect, expected, null)) {
                    return;
                }
            } catch (RuntimeException e) {
                LOG.warnf(e, "account %s can't be compared now", account);
            }
        }
    }

    /** Whether the account is there at all. */
    private boolean compare(String account, Aspect aspect, List<Expectation> expectations, @Nullable Change change) {
        Instant read = clock.instant();
        Map<String, Expectation> expected = new TreeMap<>();
        expectations.stream()
                .filter(each -> aspect.covers(each.item()))
                .forEach(each -> expected.put(each.item(), each));
        if (expected.isEmpty() && !aspect.covers(POLICY)) {
            return true; // Nothing of it is anybody's business.
        }
        Map<String, String> found = aspect.found(account, Set.copyOf(expected.keySet()));
        if (expected.containsKey(MEMBERSHIP) && !found.containsKey(MEMBERSHIP)) {
            differs(expected.get(MEMBERSHIP), ABSENT, change, read);
            return false;
        }
        // A policy that nobody expects is a difference too; a tag that nobody expects is somebody else's.
        Stream.concat(found.keySet().stream(), drifts.open(account).stream())
                .filter(each -> each.startsWith(POLICY) && aspect.covers(each))
                .forEach(each -> expected.putIfAbsent(each, new Expectation(account, each, ABSENT, null)));
        expected.values().forEach(each -> {
            String is = found.getOrDefault(each.item(), ABSENT);
            if (is.equals(each.expected())) {
                drifts.agrees(account, each.item());
            } else {
                differs(each, is, change, read);
            }
        });
        return true;
    }

    private void differs(Expectation expectation, String found, @Nullable Change change, Instant read) {
        Change cause = change != null && change.concerns(expectation.item()) ? change : null;
        drifts.differs(expectation, found, cause, read);
    }

    private void policies() {
        Aspects.POLICY_TYPES.stream()
                .flatMap(type -> aws.organizations().listPoliciesPaginator(request -> request.filter(type)).stream())
                .flatMap(page -> page.policies().stream())
                .filter(each -> !Boolean.TRUE.equals(each.awsManaged()))
                .map(PolicySummary::id)
                .forEach(each -> policy(each, null));
    }

    /** A policy's text is expected to stay as it was when it was first seen, or as the factory itself changed it. */
    private void policy(String id, @Nullable Change change) {
        Instant read = clock.instant();
        String found = content(id);
        if (!found.equals(ABSENT)) {
            expectations.learn(new Expectation(id, CONTENT, found, null));
        }
        expectations.of(id).forEach(each -> {
            if (each.expected().equals(found)) {
                drifts.agrees(id, CONTENT);
            } else {
                differs(each, found, change, read);
            }
        });
    }

    private String content(String policy) {
        try {
            String text = aws.organizations()
                    .describePolicy(request -> request.policyId(policy))
                    .policy()
                    .content();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (PolicyNotFoundException e) {
            return ABSENT;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }
}
