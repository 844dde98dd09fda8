package io.bongsu.factory.intake;

import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.blueprint.Blueprints;
import io.bongsu.factory.intake.Reason.Code;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.request.AccountRequest;
import io.bongsu.factory.request.RequestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that can be wrong with a request, looked at all at once. */
final class Checks {

    private static final Set<String> DATA_CLASSES = Set.of("public", "internal", "confidential", "personal");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,49}");
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
    private static final int MAX_TAGS = 40; // of AWS' 50; the factory and the blueprint need some
    private static final int MAX_TEXT = 2_000;

    private final Blueprints blueprints;
    private final EmailPolicy emails;
    private final Map<String, String> ous;
    private final int accountLimit;
    private final Inventory inventory;
    private final RequestStore requests;

    Checks(
            Blueprints blueprints,
            EmailPolicy emails,
            Map<String, String> ous,
            int accountLimit,
            Inventory inventory,
            RequestStore requests) {
        this.blueprints = blueprints;
        this.emails = emails;
        this.ous = Map.copyOf(ous);
        this.accountLimit = accountLimit;
        this.inventory = inventory;
        this.requests = requests;
    }

    /**
     * A request with everything filled in that its blueprint and the settings fill in.
     *
     * @param wish what was asked for
     * @param name the account's name
     * @param email the root user's address
     * @param blueprint what it is made from
     * @param ou name of its organizational unit
     * @param ouId its id
     */
    record Checked(AccountRequest wish, String name, String email, Blueprint blueprint, String ou, String ouId) {}

    /** @throws RefusedException with everything that is wrong */
    Checked check(AccountRequest wish) {
        List<Reason> reasons = new ArrayList<>();
        Optional<Blueprint> blueprint = blueprint(wish, reasons);
        String ou = wish.ou() != null ? wish.ou() : blueprint.map(Blueprint::ou).orElse(null);
        ou(ou, reasons);
        String name = name(wish, reasons);
        String email = email(wish, name, reasons);
        words(wish, blueprint, reasons);
        tags(wish, reasons);
        if (inventory.count() + requests.open() >= accountLimit) {
            reasons.add(new Reason(
                    Code.ACCOUNT_QUOTA,
                    "",
                    "%d accounts and %d on their way".formatted(inventory.count(), requests.open()),
                    "fewer than %d, the quota 'Default maximum number of accounts' of AWS Organizations; have it raised, then raise account-factory.organization.account-limit"
                            .formatted(accountLimit)));
        }
        if (!reasons.isEmpty() || name == null || email == null || ou == null || blueprint.isEmpty()) {
            throw new RefusedException(reasons);
        }
        return new Checked(wish, name, email, blueprint.get(), ou, ous.getOrDefault(ou, ""));
    }

    private Optional<Blueprint> blueprint(AccountRequest wish, List<Reason> reasons) {
        String given = given(wish.blueprint(), "blueprint", reasons);
        Optional<Blueprint> found = given == null ? Optional.empty() : blueprints.find(given);
        if (given != null && found.isEmpty()) {
            reasons.add(new Reason(
                    Code.UNKNOWN_BLUEPRINT,
                    "blueprint",
                    given,
                    "one of " + blueprints.all().stream().map(Blueprint::id).toList()));
        }
        return found;
    }

    private void ou(@Nullable String ou, List<Reason> reasons) {
        if (ou == null) {
            return;
        }
        String id = ous.get(ou);
        if (id == null) {
            reasons.add(new Reason(Code.UNKNOWN_OU, "ou", ou, "one of " + new TreeSet<>(ous.keySet())));
        } else if (inventory.missingOus().contains(id)) {
            reasons.add(new Reason(
                    Code.OU_MISSING,
                    "ou",
                    ou,
                    "an organizational unit that exists; %s of account-factory.organization.ous doesn't"
                            .formatted(id)));
        }
    }

    private @Nullable String name(AccountRequest wish, List<Reason> reasons) {
        String name = given(wish.name(), "name", reasons);
        if (name == null) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            reasons.add(new Reason(
                    Code.NAME_MALFORMED,
                    "name",
                    name,
                    "1 to 50 letters, digits, spaces or . _ - beginning with a letter or digit"));
            return null;
        }
        inventory.byName(name).stream()
                .findFirst()
                .ifPresent(each -> reasons.add(new Reason(
                        each.request() == null ? Code.NAME_AT_ORGANIZATIONS : Code.NAME_IN_INVENTORY,
                        "name",
                        name,
                        "a name that no account has; account %s has it".formatted(each.id()))));
        requests.openByName(name)
                .ifPresent(each -> reasons.add(new Reason(
                        Code.NAME_IN_OPEN_REQUEST,
                        "name",
                        name,
                        "a name that no open request has; request %s has it".formatted(each))));
        return name;
    }

    private @Nullable String email(AccountRequest wish, @Nullable String name, List<Reason> reasons) {
        if (wish.email() == null && name == null) {
            return null;
        }
        String email = wish.email() != null ? wish.email() : emails.address(name, wish.environment());
        Optional<Reason> wrong = emails.wrong(email);
        if (wrong.isPresent()) {
            reasons.add(wrong.get());
            return email;
        }
        inventory.byEmail(email).stream()
                .findFirst()
                .ifPresent(each -> reasons.add(new Reason(
                        each.request() == null ? Code.EMAIL_AT_ORGANIZATIONS : Code.EMAIL_IN_INVENTORY,
                        "email",
                        email,
                        "an address that no account has, not even a closed one; account %s has it"
                                .formatted(each.id()))));
        requests.openByEmail(email)
                .ifPresent(each -> reasons.add(new Reason(
                        Code.EMAIL_IN_OPEN_REQUEST,
                        "email",
                        email,
                        "an address that no open request has; request %s has it".formatted(each))));
        return email;
    }

    private static void words(AccountRequest wish, Optional<Blueprint> blueprint, List<Reason> reasons) {
        String environment = given(wish.environment(), "environment", reasons);
        if (environment != null
                && blueprint.isPresent()
                && !blueprint.get().environments().contains(environment)) {
            reasons.add(new Reason(
                    Code.ENVIRONMENT_NOT_ALLOWED,
                    "environment",
                    environment,
                    "one of %s, which blueprint %s is for"
                            .formatted(
                                    blueprint.get().environments(),
                                    blueprint.get().id())));
        }
        String dataClass = given(wish.dataClass(), "data_class", reasons);
        if (dataClass != null && !DATA_CLASSES.contains(dataClass)) {
            reasons.add(new Reason(
                    Code.UNKNOWN_DATA_CLASS, "data_class", dataClass, "one of " + new TreeSet<>(DATA_CLASSES)));
        }
        String owner = given(wish.owner(), "owner", reasons);
        if (owner != null && !EmailPolicy.wellFormed(owner)) {
            reasons.add(new Reason(Code.OWNER_MALFORMED, "owner", owner, "the e-mail address of who answers for it"));
        }
        given(wish.costCentre(), "cost_centre", reasons);
        given(wish.purpose(), "purpose", reasons);
        given(wish.justification(), "justification", reasons);
    }

    private static void tags(AccountRequest wish, List<Reason> reasons) {
        Map<String, String> tags = wish.tags() == null ? Map.of() : wish.tags();
        if (tags.size() > MAX_TAGS) {
            reasons.add(new Reason(Code.TOO_MANY_TAGS, "tags", tags.size() + " tags", "at most " + MAX_TAGS));
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty()
                    || key.length() > 128
                    || key.startsWith("aws:")
                    || key.startsWith("bongsu:")
                    || !TAG.matcher(key).matches()
                    || !TAG.matcher(value).matches()) {
                reasons.add(
                        new Reason(
                                Code.TAG_MALFORMED,
                                "tags." + key,
                                value,
                                "a key of 1 to 128 and a value of at most 256 letters, digits, spaces or _ . : / = + - @; keys beginning with aws: or bongsu: are taken"));
            }
        });
    }

    private static @Nullable String given(@Nullable String value, String field, List<Reason> reasons) {
        if (value == null || value.isBlank()) {
            reasons.add(new Reason(Code.REQUIRED, field, "", "a text"));
            return null;
        }
        if (value.length() > MAX_TEXT) {
            reasons.add(new Reason(Code.TEXT_TOO_LONG, field, value.length() + " characters", "at most " + MAX_TEXT));
            return null;
        }
        return value;
    }
}
