package io.bongsu.policy.api;

import io.bongsu.kit.ProblemException;
import io.bongsu.policy.attestation.Actor;
import io.bongsu.policy.catalogue.Catalogue;
import io.bongsu.policy.catalogue.Pack;
import io.quarkus.security.identity.SecurityIdentity;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What callers give, checked at the door; what isn't as it should be is their error, named with its field. */
final class Given {

    static final int MAX_WORDS = 4_000;

    private static final int MAX_NAME = 200;
    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+'-]{0,198}[\\p{L}\\p{N}.]");
    private static final Pattern STANDARD = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern CONTROL = Pattern.compile("[A-Za-z0-9.]{1,32}");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    private Given() {}

    static Pack standard(Catalogue catalogue, String id) {
        if (!STANDARD.matcher(id).matches()) {
            throw FindingParameters.wrong("standard", id, "a standard's id, as in isms-p");
        }
        return catalogue
                .pack(id)
                .filter(pack -> pack.kind() == Pack.Kind.STANDARD)
                .orElseThrow(() -> ProblemException.notFound("There is no standard %s; there are %s"
                        .formatted(
                                id,
                                catalogue.packs().stream()
                                        .filter(pack -> pack.kind() == Pack.Kind.STANDARD)
                                        .map(Pack::id)
                                        .toList())));
    }

    static Pack.Control control(Pack pack, String id) {
        if (!CONTROL.matcher(id).matches()) {
            throw FindingParameters.wrong("control", id, "a control's id, as in 2.6.1");
        }
        return pack.control(id)
                .orElseThrow(() ->
                        ProblemException.notFound("%s has no control %s; they stand at /api/v1/standards/%s/controls"
                                .formatted(pack.id(), id, pack.id())));
    }

    /** The person that acts, beside whoever is signed in. */
    static Actor actor(@Nullable String name, SecurityIdentity identity) {
        return new Actor(person("actor", name), identity.getPrincipal().getName());
    }

    static String person(String field, @Nullable String name) {
        String normal = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFC);
        if (!PERSON.matcher(normal).matches()) {
            throw FindingParameters.wrong(
                    field,
                    normal,
                    "a person, as in kim@company.example: 2 to %d letters, digits or . _ @ + ' -".formatted(MAX_NAME));
        }
        return normal;
    }

    static String words(String field, @Nullable String given) {
        if (given == null || given.isBlank() || given.length() > MAX_WORDS) {
            throw FindingParameters.wrong(field, given == null ? "" : given, "1 to %d characters".formatted(MAX_WORDS));
        }
        return given.strip();
    }

    /** A file's name; some systems give Hangul in its parts, and the same name must be the same text. */
    static String fileName(String field, @Nullable String given) {
        return Normalizer.normalize(words(field, given), Normalizer.Form.NFC);
    }

    static <E extends Enum<E>> E word(String field, @Nullable String given, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(given))
                .findFirst()
                .orElseThrow(() -> FindingParameters.wrong(
                        field, given == null ? "" : given, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    static LocalDate day(String field, @Nullable String given) {
        try {
            LocalDate day = LocalDate.parse(given == null ? "" : given);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Answered below, as a day out of bounds is.
        }
        throw FindingParameters.wrong(field, given == null ? "" : given, "a day from 2000 to 2999, as in 2026-11-30");
    }

    static int number(String field, @Nullable String given, int otherwise, int max) {
        if (given == null) {
            return otherwise;
        }
        if (!given.matches("\\d{1,4}") || Integer.parseInt(given) > max) {
            throw FindingParameters.wrong(field, given, "a number from 0 to " + max);
        }
        return Integer.parseInt(given);
    }

    static UUID uuid(String field, String given) {
        if (!UUID_FORM.matcher(given).matches()) {
            throw FindingParameters.wrong(field, given, "a UUID in lower case");
        }
        return UUID.fromString(given);
    }

    static String sha256(String field, @Nullable String given) {
        if (given == null || !SHA256.matcher(given).matches()) {
            throw FindingParameters.wrong(field, given == null ? "" : given, "64 hexadecimal digits");
        }
        return given;
    }

    static <T> List<T> few(String field, @Nullable List<T> given, int max) {
        if (given != null && given.size() > max) {
            throw FindingParameters.wrong(field, given.size() + " values", "at most " + max);
        }
        return given == null ? List.of() : given;
    }

    /** What a body holds at all. */
    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.badRequest("The body is empty; its form stands at /q/openapi");
        }
        return body;
    }
}
