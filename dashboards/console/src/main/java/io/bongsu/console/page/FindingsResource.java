package io.bongsu.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bongsu.console.upstream.PolicyEngine;
import io.bongsu.console.upstream.UpstreamErrorCode;
import io.bongsu.console.upstream.UpstreamException;
import io.bongsu.contracts.FindingView;
import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Findings: the list, one in full, and its OCSF form to take away. */
@Singleton
@Path("findings")
public final class FindingsResource {

    private static final int PAGE_SIZE = 100;

    /** Positions of the status switch, each with the statuses it asks for. */
    private static final Map<String, List<String>> STATUSES = statuses();

    private static final String DEFAULT_STATUS = "open";

    private final Pages pages;
    private final PolicyEngine engine;
    private final ObjectMapper json;

    @Inject
    FindingsResource(Pages pages, PolicyEngine engine, ObjectMapper json) {
        this.pages = pages;
        this.engine = engine;
        this.json = json;
    }

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("status") @DefaultValue(DEFAULT_STATUS) String status,
            @QueryParam("severity") @DefaultValue("") String severity,
            @QueryParam("rule") @DefaultValue("") String rule,
            @QueryParam("account") @DefaultValue("") String account,
            @QueryParam("control") @DefaultValue("") String control,
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        String known = STATUSES.containsKey(status) ? status : DEFAULT_STATUS;
        FindingsView.Filters filters =
                new FindingsView.Filters(known, severity, rule, account.strip(), control, q.strip(), state);
        Href here = Href.to("/findings")
                .and("status", known.equals(DEFAULT_STATUS) ? "" : known)
                .and("severity", severity)
                .and("rule", rule)
                .and("account", filters.account())
                .and("control", control)
                .and("q", filters.q())
                .and("state", state);
        Supplier<@Nullable List<PolicyEngine.RuleHead>> rules = gathering.start(engine::rules);
        PolicyEngine.FindingPage found = gathering.now(() -> engine.findings(question(filters, cursor)));
        List<PolicyEngine.RuleHead> knownRules = rules.get();
        FindingsView view = new FindingsView(
                filters,
                STATUSES.keySet().stream()
                        .map(key -> new FindingsView.Choice(
                                key,
                                key.equals(known),
                                here.with("status", key.equals(DEFAULT_STATUS) ? "" : key)
                                        .toString()))
                        .toList(),
                knownRules == null ? List.of() : knownRules,
                found == null ? null : found.items(),
                found == null ? 0 : found.total(),
                found == null || found.next() == null
                        ? null
                        : here.and("cursor", found.next()).toString(),
                here.toString(),
                !cursor.isEmpty(),
                here.without("control").toString());
        Page page = pages.page("findings", viewer, uri, gathering.notices());
        return pages.render(page, Templates.findings(page, view));
    }

    @GET
    @Path("{uid}")
    @Operation(hidden = true)
    public Response detail(@PathParam("uid") String uid, @Context HttpHeaders headers, @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        PolicyEngine.FindingDetail detail = fetch(uid);
        FindingView finding = detail.finding();
        JsonNode configuration = detail.configuration() == null ? null : Unfolded.of(detail.configuration());
        List<JsonLines.Line> lines = configuration == null || configuration.isNull()
                ? List.of()
                : JsonLines.of(configuration, Evidence.marks(configuration, finding.evidence()));
        FindingDetailView view = new FindingDetailView(
                finding,
                detail,
                lines,
                lines.stream().anyMatch(JsonLines.Line::marked),
                JsonLines.complete(lines),
                evidence(finding),
                Href.to("/logs")
                        .and("range", "all")
                        .and("q", '"' + finding.resource().name().replaceAll("[\"\\\\]", " ") + '"')
                        .and("account", finding.resource().account())
                        .toString());
        Page page = pages.page("findings", viewer, uri, List.of());
        return pages.render(page, Templates.finding(page, view));
    }

    @GET
    @Path("{uid}/ocsf.json")
    @Operation(hidden = true)
    public Response ocsf(@PathParam("uid") String uid) {
        PolicyEngine.FindingDetail detail = fetch(uid);
        String name = uid.replaceAll("[^A-Za-z0-9._-]", "_");
        return Response.ok(detail.ocsf().toPrettyString(), "application/json;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"finding-" + name + ".ocsf.json\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private List<FindingDetailView.EvidenceLine> evidence(FindingView finding) {
        List<FindingDetailView.EvidenceLine> lines = new ArrayList<>();
        finding.evidence()
                .forEach((path, value) -> lines.add(new FindingDetailView.EvidenceLine(
                        "evidence-" + lines.size(), path, JsonLines.of(json.valueToTree(value)))));
        return lines;
    }

    private PolicyEngine.FindingDetail fetch(String uid) {
        try {
            return engine.finding(uid);
        } catch (UpstreamException e) {
            if (e.code() == UpstreamErrorCode.NOT_FOUND || e.code() == UpstreamErrorCode.BAD_QUESTION) {
                throw ProblemException.notFound("No finding '%s'; look for it in the list of findings".formatted(uid));
            }
            throw ProblemException.unavailable(
                    "The policy engine did not give the finding (%s: %s); './bongsu status' shows whether it runs"
                            .formatted(e.code(), e.detail()));
        }
    }

    private static Map<String, List<String>> question(FindingsView.Filters filters, String cursor) {
        Map<String, List<String>> question = new LinkedHashMap<>();
        question.put("status", STATUSES.getOrDefault(filters.status(), List.of()));
        putIfGiven(question, "severity", filters.severity());
        putIfGiven(question, "rule", filters.rule());
        putIfGiven(question, "account", filters.account());
        putIfGiven(question, "control", filters.control());
        putIfGiven(question, "q", filters.q());
        putIfGiven(question, "state", filters.state());
        putIfGiven(question, "cursor", cursor);
        question.put("size", List.of(Integer.toString(PAGE_SIZE)));
        return question;
    }

    private static void putIfGiven(Map<String, List<String>> question, String name, String value) {
        if (!value.isEmpty()) {
            question.put(name, List.of(value));
        }
    }

    private static Map<String, List<String>> statuses() {
        Map<String, List<String>> statuses = new LinkedHashMap<>();
        statuses.put("open", List.of("FAIL", "ERROR"));
        statuses.put("fail", List.of("FAIL"));
        statuses.put("error", List.of("ERROR"));
        statuses.put("pass", List.of("PASS"));
        statuses.put("not_applicable", List.of("NOT_APPLICABLE"));
        statuses.put("all", List.of());
        return statuses;
    }
}
