package io.bongsu.factory.organization.live;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.identity.IdentityDirectory;
import io.bongsu.factory.organization.Change;
import io.bongsu.factory.organization.Declaration;
import io.bongsu.factory.organization.Live;
import io.bongsu.factory.organization.OrganizationAccess;
import io.bongsu.factory.organization.Performed;
import io.bongsu.factory.quota.Slots;
import java.util.Map;
import java.util.UUID;

/** The organization through the AWS APIs. */
public final class LiveOrganization implements OrganizationAccess {

    private final OrganizationReader reader;
    private final OrganizationWriter writer;
    private final IdentityWriter identity;

    public LiveOrganization(AwsClients aws, IdentityDirectory directory, Slots slots) {
        this.reader = new OrganizationReader(aws, directory);
        this.writer = new OrganizationWriter(aws);
        this.identity = new IdentityWriter(directory, slots);
    }

    @Override
    public Live read(Declaration declaration) {
        return reader.read(declaration);
    }

    @Override
    public Performed perform(UUID plan, Change change, Declaration declaration, Map<String, String> noted) {
        return switch (change.kind()) {
            case CREATE_GROUP, CREATE_PERMISSION_SET, UPDATE_PERMISSION_SET, ASSIGN ->
                identity.perform(plan, change, declaration, noted);
            default -> writer.perform(change, declaration);
        };
    }
}
