package io.bongsu.factory.identity;

import io.bongsu.factory.aws.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.identitystore.IdentitystoreClient;
import software.amazon.awssdk.services.identitystore.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;

/**
 * Ids of groups and permission sets by their names. What was found is remembered for a few minutes, because all calls of Identity Center
 * share twenty a second and a hundred accounts ask for the same few names; what was not found is asked for again each time.
 */
public final class IdentityDirectory implements AutoCloseable {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final SsoAdminClient sso;
    private final IdentitystoreClient store;
    private final InstantSource clock;
    private final Map<String, Known> groups = new ConcurrentHashMap<>(); // by display name
    private final Map<String, Known> permissionSets = new ConcurrentHashMap<>(); // by name
    private final Map<String, String> names =
            new ConcurrentHashMap<>(); // by permission set's ARN; a set can't be renamed
    private final Map<String, Instance> instances = new ConcurrentHashMap<>(); // at most one

    /** @param region where Identity Center was switched on */
    public IdentityDirectory(AwsClients aws, String region, InstantSource clock) {
        this.sso = aws.management(SsoAdminClient.builder(), region);
        this.store = aws.management(IdentitystoreClient.builder(), region);
        this.clock = clock;
    }

    private record Known(String id, Instant until) {}

    /**
     * The organization's Identity Center.
     *
     * @param arn of the instance
     * @param store id of its identity store
     */
    public record Instance(String arn, String store) {}

    /** The organization's instance; empty where Identity Center isn't switched on in this Region. */
    public Optional<Instance> instance() {
        if (instances.isEmpty()) {
            List<InstanceMetadata> all = sso.listInstances(request -> {}).instances();
            all.stream()
                    .findFirst()
                    .ifPresent(each -> instances.put("", new Instance(each.instanceArn(), each.identityStoreId())));
        }
        return instances.values().stream().findFirst();
    }

    /** A group's id. */
    public Optional<String> group(String displayName) {
        Optional<String> known = known(groups, displayName);
        if (known.isPresent()) {
            return known;
        }
        try {
            String id = store.getGroupId(
                            request -> request.identityStoreId(required().store())
                                    .alternateIdentifier(identifier ->
                                            identifier.uniqueAttribute(unique -> unique.attributePath("displayName")
                                                    .attributeValue(Document.fromString(displayName)))))
                    .groupId();
            groups.put(displayName, new Known(id, clock.instant().plus(REMEMBERED)));
            return Optional.of(id);
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Makes a group that isn't there. */
    public void createGroup(String displayName, String description) {
        store.createGroup(request -> request.identityStoreId(required().store())
                .displayName(displayName)
                .description(description.isEmpty() ? null : description));
    }

    /** A permission set's ARN. */
    public Optional<String> permissionSet(String name) {
        Optional<String> known = known(permissionSets, name);
        return known.isPresent() ? known : Optional.ofNullable(permissionSets().get(name));
    }

    /** Every permission set's ARN by name, as it is now. */
    public Map<String, String> permissionSets() {
        String instance = required().arn();
        Map<String, String> found = new ConcurrentHashMap<>();
        sso.listPermissionSetsPaginator(request -> request.instanceArn(instance)).stream()
                .flatMap(page -> page.permissionSets().stream())
                .forEach(arn -> found.put(names.computeIfAbsent(arn, this::nameOf), arn));
        Instant until = clock.instant().plus(REMEMBERED);
        permissionSets.clear();
        found.forEach((name, arn) -> permissionSets.put(name, new Known(arn, until)));
        return found;
    }

    /** Every group's description by display name, as it is now. */
    public Map<String, String> groups() {
        Map<String, String> found = new ConcurrentHashMap<>();
        store.listGroupsPaginator(request -> request.identityStoreId(required().store())).stream()
                .flatMap(page -> page.groups().stream())
                .forEach(each -> found.put(each.displayName(), each.description() == null ? "" : each.description()));
        return found;
    }

    /** Forgets what is remembered; something that was found is gone. */
    public void forget() {
        groups.clear();
        permissionSets.clear();
    }

    SsoAdminClient sso() {
        return sso;
    }

    /** ARN of the instance, which must be there. */
    public Instance required() {
        return instance()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "IAM Identity Center is not switched on in this Region; switch it on or set account-factory.aws.identity-center-region"));
    }

    @Override
    public void close() {
        sso.close();
        store.close();
    }

    private String nameOf(String arn) {
        return sso.describePermissionSet(
                        request -> request.instanceArn(required().arn()).permissionSetArn(arn))
                .permissionSet()
                .name();
    }

    private Optional<String> known(Map<String, Known> map, String name) {
        return Optional.ofNullable(map.get(name))
                .filter(each -> each.until().isAfter(clock.instant()))
                .map(Known::id);
    }
}
