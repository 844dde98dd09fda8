package io.bongsu.factory.intake;

import io.bongsu.factory.intake.Reason.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of root users: made by a template with plus addressing, and only where mail reaches the organization. Who reads that mail owns the
 * account.
 */
public final class EmailPolicy {

    /** CreateAccount's own rule: 6 to 64 characters; the local part is RFC 5322's dot-atom. */
    private static final Pattern FORM = Pattern.compile(
            "(?=.{6,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    private final String template;
    private final Set<String> domains;

    /**
     * @param template for example {@code aws+{name}@company.example}; {@code {name}} and {@code {environment}} are filled in
     * @param domains where mail reaches the organization
     */
    public EmailPolicy(String template, List<String> domains) {
        this.template = template;
        this.domains = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        this.domains.addAll(domains);
    }

    /** Whether it looks like an address that AWS takes. */
    public static boolean wellFormed(String address) {
        return FORM.matcher(address).matches();
    }

    /** The address for an account of that name. */
    String address(String name, @Nullable String environment) {
        return template.replace("{name}", slug(name))
                .replace("{environment}", slug(environment == null ? "" : environment));
    }

    /** What is wrong with an address. */
    public Optional<Reason> wrong(String address) {
        if (!wellFormed(address)) {
            return Optional.of(new Reason(
                    Code.EMAIL_MALFORMED, "email", address, "an address of 6 to 64 characters such as " + template));
        }
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return domains.contains(domain)
                ? Optional.empty()
                : Optional.of(new Reason(
                        Code.EMAIL_UNROUTABLE, "email", address, "an address at one of %s".formatted(domains)));
    }

    /** Letters, digits and hyphens, so that a name with spaces gives an address too. */
    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
