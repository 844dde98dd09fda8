package io.bongsu.console.page;

import io.bongsu.console.upstream.PolicyEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How each control of a pack stands. */
@Singleton
@Path("compliance")
public final class ComplianceResource {

    private final Pages pages;
    private final PolicyEngine engine;

    @Inject
    ComplianceResource(Pages pages, PolicyEngine engine) {
        this.pages = pages;
        this.engine = engine;
    }

    @GET
    @Operation(hidden = true)
    public Response compliance(
            @QueryParam("pack") @DefaultValue("") String pack,
            @QueryParam("status") @DefaultValue("") String status,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        List<PolicyEngine.PackHead> heads = gathering.now(engine::packs);
        List<PolicyEngine.PackHead> packs = heads == null ? List.of() : heads;
        String chosen = pack.isEmpty() && !packs.isEmpty() ? packs.getFirst().id() : pack;
        PolicyEngine.Compliance compliance = chosen.isEmpty() ? null : gathering.now(() -> engine.compliance(chosen));
        Href here = Href.to("/compliance").and("pack", pack);
        ComplianceView view = new ComplianceView(
                packs.stream()
                        .map(head -> new ComplianceView.PackLink(
                                viewer.language().of(head.title()),
                                head.id().equals(chosen),
                                Href.to("/compliance").and("pack", head.id()).toString()))
                        .toList(),
                compliance,
                compliance == null ? null : StatusCounts.of(compliance.controls()),
                choices(status, here),
                status,
                compliance == null ? List.of() : chapters(compliance, status, viewer));
        Page page = pages.page("compliance", viewer, uri, gathering.notices());
        return pages.render(page, Templates.compliance(page, view));
    }

    private static List<FindingsView.Choice> choices(String status, Href here) {
        List<FindingsView.Choice> choices = new ArrayList<>();
        choices.add(new FindingsView.Choice("", status.isEmpty(), here.toString()));
        for (String known : StatusCounts.ORDER) {
            choices.add(new FindingsView.Choice(
                    known, known.equals(status), here.and("status", known).toString()));
        }
        return choices;
    }

    private static List<ComplianceView.Chapter> chapters(
            PolicyEngine.Compliance compliance, String status, Viewer viewer) {
        Map<String, List<PolicyEngine.Control>> byChapter = new LinkedHashMap<>();
        for (PolicyEngine.Control control : compliance.controls()) {
            byChapter
                    .computeIfAbsent(heading(control, viewer), title -> new ArrayList<>())
                    .add(control);
        }
        return byChapter.entrySet().stream()
                .map(entry -> new ComplianceView.Chapter(
                        entry.getKey(),
                        StatusCounts.of(entry.getValue()),
                        entry.getValue().stream()
                                .filter(control ->
                                        status.isEmpty() || control.status().equals(status))
                                .toList()))
                .filter(chapter -> !chapter.controls().isEmpty())
                .toList();
    }

    /** The chapter's title with its number, which is the control's without its last part. */
    private static String heading(PolicyEngine.Control control, Viewer viewer) {
        String title = viewer.language().of(control.chapter());
        int dot = control.id().lastIndexOf('.');
        return dot < 0 || title.matches("[0-9].*") ? title : control.id().substring(0, dot) + " " + title;
    }
}
