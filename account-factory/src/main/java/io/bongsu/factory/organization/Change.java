package io.bongsu.factory.organization;

import org.jspecify.annotations.Nullable;

/**
 * One thing to do.
 *
 * @param kind what
 * @param subject to what: a path, a policy's name, a service, a group, a permission set
 * @param target where: a path or an account
 * @param difference in words, what changes
 */
public record Change(Kind kind, String subject, @Nullable String target, @Nullable String difference) {

    /** Kinds of changes, in the order in which a plan has them, except that attaching and detaching are interleaved. */
    public enum Kind {
        CREATE_OU,
        CREATE_POLICY,
        UPDATE_POLICY,
        ATTACH_POLICY,
        DETACH_POLICY,
        ENABLE_SERVICE_ACCESS,
        REGISTER_DELEGATED_ADMINISTRATOR,
        CREATE_GROUP,
        CREATE_PERMISSION_SET,
        UPDATE_PERMISSION_SET,
        ASSIGN,
        DEREGISTER_DELEGATED_ADMINISTRATOR,
        DELETE_POLICY,
        DELETE_OU
    }
}
