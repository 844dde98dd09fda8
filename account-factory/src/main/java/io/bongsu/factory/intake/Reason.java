package io.bongsu.factory.intake;

/**
 * One thing that is wrong with a request.
 *
 * @param code the kind
 * @param field where, as a path into the request; empty where no field is to blame
 * @param given what stands there
 * @param expected what should, or what to do
 */
public record Reason(Code code, String field, String given, String expected) {

    /** Kinds of what can be wrong. */
    public enum Code {
        REQUIRED,
        NAME_MALFORMED,
        EMAIL_MALFORMED,
        /** Mail to that domain doesn't reach the organization. */
        EMAIL_UNROUTABLE,
        OWNER_MALFORMED,
        TEXT_TOO_LONG,
        TAG_MALFORMED,
        TOO_MANY_TAGS,
        UNKNOWN_BLUEPRINT,
        UNKNOWN_OU,
        /** The settings know the organizational unit, Organizations doesn't. */
        OU_MISSING,
        ENVIRONMENT_NOT_ALLOWED,
        UNKNOWN_DATA_CLASS,
        NAME_IN_INVENTORY,
        EMAIL_IN_INVENTORY,
        NAME_AT_ORGANIZATIONS,
        EMAIL_AT_ORGANIZATIONS,
        NAME_IN_OPEN_REQUEST,
        EMAIL_IN_OPEN_REQUEST,
        /** The quota "Default maximum number of accounts" of AWS Organizations. */
        ACCOUNT_QUOTA,
        IDEMPOTENCY_KEY_REUSED,
        UNKNOWN_ACCOUNT,
        /** The account is closed or being closed. */
        ACCOUNT_NOT_ACTIVE,
        /** A request about the account hasn't ended. */
        ACCOUNT_BUSY,
        MANAGEMENT_ACCOUNT,
        DELEGATED_ADMINISTRATOR,
        /** The settings say that the organization can't do without the account. */
        NEEDED_ACCOUNT,
        /** Nobody knows what the account is to be; it has to be imported first. */
        NOT_GOVERNED,
        /** What is asked for is so already. */
        NOTHING_CHANGES,
        /** No quarantine OU is set, so nothing can be closed. */
        CLOSING_NOT_SET_UP
    }
}
