package io.bongsu.factory.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for. Nothing in it is trusted before the intake has checked it: every text may be missing. JSON names are snake_case.
 *
 * @param name the account's name: 1 to 50 characters, unique in the organization
 * @param email the root user's address; made by {@code account-factory.email.template} where missing
 * @param blueprint {@code sandbox}, or {@code sandbox@1} for an old version
 * @param ou name of the organizational unit; the blueprint's where missing
 * @param environment one of the blueprint's environments
 * @param dataClass the most sensitive data that will be in it: {@code public}, {@code internal}, {@code confidential} or {@code personal}
 * @param ismsScope whether it will be in the scope of the ISMS-P certificate
 * @param owner e-mail address of who answers for it
 * @param costCentre who pays
 * @param purpose what it is for
 * @param justification why an existing account won't do
 * @param tags more tags
 */
public record AccountRequest(
        @Nullable String name,
        @Nullable String email,
        @Nullable String blueprint,
        @Nullable String ou,
        @Nullable String environment,
        @Nullable String dataClass,
        boolean ismsScope,
        @Nullable String owner,
        @Nullable String costCentre,
        @Nullable String purpose,
        @Nullable String justification,
        @Nullable Map<String, String> tags) {

    public AccountRequest {
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }
}
