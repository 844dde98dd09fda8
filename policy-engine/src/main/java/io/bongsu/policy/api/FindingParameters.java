package io.bongsu.policy.api;

import io.bongsu.contracts.Severity;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.kit.ProblemException;
import io.bongsu.policy.store.FindingFilter;
import io.bongsu.policy.store.FindingFilter.Field;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullUnmarked;

/** The query of the list of findings. JAX-RS fills the fields; nothing here is trusted before {@link #filter} and {@link #size}. */
@NullUnmarked
public class FindingParameters {

    private static final int MAX_VALUES = 100;
    private static final int MAX_TEXT = 200;
    private static final int MAX_SIZE = 1_000;
    private static final int DEFAULT_SIZE = 100;
    private static final Pattern RULE = Pattern.compile("[a-z0-9-]{1,128}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9:]{1,128}");
    private static final Pattern RESOURCE = Pattern.compile("[^\\p{Cntrl}]{1,1024}");
    private static final Pattern CONTROL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @QueryParam("status")
    @Parameter(description = "PASS, FAIL, NOT_APPLICABLE or ERROR; several: any of them")
    List<String> status;

    @QueryParam("severity")
    @Parameter(description = "CRITICAL, HIGH, MEDIUM, LOW or INFORMATIONAL; several: any of them")
    List<String> severity;

    @QueryParam("rule")
    @Parameter(description = "Ids of guardrails")
    List<String> rule;

    @QueryParam("account")
    @Parameter(description = "Account ids, twelve digits each")
    List<String> account;

    @QueryParam("region")
    @Parameter(description = "AWS Regions, or global")
    List<String> region;

    @QueryParam("resource_type")
    @Parameter(description = "AWS Config's type names")
    List<String> resourceType;

    @QueryParam("resource")
    @Parameter(description = "Resource ids")
    List<String> resource;

    @QueryParam("control")
    @Parameter(description = "Ids of controls, for example 2.6.1")
    List<String> control;

    @QueryParam("state")
    @Parameter(description = "open (the default), closed or all")
    String state;

    @QueryParam("q")
    @Parameter(description = "Words of title, message, resource name or id; all must be there")
    String q;

    @QueryParam("size")
    @Parameter(description = "Findings on a page, 1 to 1000; 100 if not given")
    String size;

    @QueryParam("cursor")
    @Parameter(description = "Where the page begins: next of the page before")
    String cursor;

    FindingFilter filter() {
        Map<Field, List<String>> terms = new EnumMap<>(Field.class);
        terms.put(Field.RULE, checked("rule", rule, RULE, "a guardrail's id, as in restricted-ssh"));
        terms.put(Field.ACCOUNT, checked("account", account, ACCOUNT, "twelve digits"));
        terms.put(Field.REGION, checked("region", region, REGION, "an AWS Region, as in ap-northeast-2, or global"));
        terms.put(
                Field.RESOURCE_TYPE,
                checked("resource_type", resourceType, TYPE, "AWS Config's type name, as in AWS::S3::Bucket"));
        terms.put(Field.RESOURCE, checked("resource", resource, RESOURCE, "a resource id of at most 1024 characters"));
        terms.put(Field.CONTROL, checked("control", control, CONTROL, "a control's id, as in 2.6.1"));
        terms.put(Field.STATE, state());
        return new FindingFilter(
                words("status", status, VerdictStatus.class),
                words("severity", severity, Severity.class),
                terms,
                text());
    }

    int size() {
        if (size == null) {
            return DEFAULT_SIZE;
        }
        try {
            int given = Integer.parseInt(size);
            if (given >= 1 && given <= MAX_SIZE) {
                return given;
            }
        } catch (NumberFormatException e) {
            throw wrong("size", size, "a number from 1 to " + MAX_SIZE);
        }
        throw wrong("size", size, "a number from 1 to " + MAX_SIZE);
    }

    private String text() {
        if (q == null || q.isBlank()) {
            return null;
        }
        if (q.length() > MAX_TEXT) {
            throw wrong("q", q.substring(0, 20) + "…", "at most %d characters".formatted(MAX_TEXT));
        }
        return q;
    }

    private List<String> state() {
        return switch (state == null ? "open" : state) {
            case "open" -> List.of("open");
            case "closed" -> List.of("closed");
            case "all" -> List.of();
            default -> throw wrong("state", state, "open, closed or all");
        };
    }

    private static <E extends Enum<E>> List<E> words(String name, List<String> given, Class<E> type) {
        List<E> words = new ArrayList<>();
        for (String each : bounded(name, given)) {
            try {
                words.add(Enum.valueOf(type, each));
            } catch (IllegalArgumentException e) {
                throw wrong(name, each, "one of " + Arrays.toString(type.getEnumConstants()));
            }
        }
        return words;
    }

    private static List<String> checked(String name, List<String> given, Pattern pattern, String expected) {
        for (String each : bounded(name, given)) {
            if (!pattern.matcher(each).matches()) {
                throw wrong(name, each, expected);
            }
        }
        return bounded(name, given);
    }

    private static List<String> bounded(String name, List<String> given) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > MAX_VALUES) {
            throw wrong(name, given.size() + " values", "at most " + MAX_VALUES);
        }
        return given;
    }

    static ProblemException wrong(String name, String given, String expected) {
        String shown = given.length() > MAX_TEXT ? given.substring(0, MAX_TEXT) + "…" : given;
        return ProblemException.badRequest("%s is '%s'; expected %s".formatted(name, shown, expected));
    }
}
