package io.bongsu.console.page;

import io.bongsu.console.upstream.Controls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Which accounts and organizational units the certificate is about. */
@Singleton
@Path("scope")
public final class ScopeResource {

    private final Pages pages;
    private final Controls controls;

    @Inject
    ScopeResource(Pages pages, Controls controls) {
        this.pages = pages;
        this.controls = controls;
    }

    @GET
    @Operation(hidden = true)
    public Response show(@Context HttpHeaders headers, @Context UriInfo uri) {
        return shown(Response.Status.OK, Map.of(), List.of(), headers, uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response decide(
            @FormParam("target") @Nullable String target,
            @FormParam("accounts") @Nullable String accounts,
            @FormParam("included") @Nullable String included,
            @FormParam("from") @Nullable String from,
            @FormParam("reason") @Nullable String reason,
            @FormParam("actor") @Nullable String actor,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        String chosen = target == null ? "" : target.strip();
        Map<String, Object> body = new HashMap<>();
        body.put("kind", chosen.matches("[0-9]+") ? "ACCOUNT" : "OU");
        body.put("target", chosen);
        body.put(
                "accounts",
                Arrays.stream((accounts == null ? "" : accounts).split("[\\s,]+"))
                        .filter(each -> !each.isEmpty())
                        .toList());
        body.put("included", !"no".equals(included));
        body.put("from", Forms.field(from));
        body.put("reason", Forms.field(reason));
        body.put("actor", Forms.field(actor));
        Map<String, String> typed =
                Forms.typed("target", target, "accounts", accounts, "from", from, "reason", reason, "actor", actor);
        return Forms.send(
                () -> controls.decide(ControlsResource.STANDARD, body),
                "/scope",
                (status, notice) -> shown(status, typed, List.of(notice), headers, uri));
    }

    private Response shown(
            Response.Status status, Map<String, String> typed, List<Notice> notices, HttpHeaders headers, UriInfo uri) {
        Gathering gathering = new Gathering();
        Supplier<Controls.@Nullable Scope> scope = gathering.start(() -> controls.scope(ControlsResource.STANDARD));
        List<Controls.Decision> decisions = gathering.now(() -> controls.decisions(ControlsResource.STANDARD));
        ScopeView view = new ScopeView(scope.get(), decisions == null ? List.of() : decisions, typed);
        List<Notice> all = new ArrayList<>(notices);
        all.addAll(gathering.notices());
        Page page = pages.page("controls", Viewer.of(headers), uri, all);
        return pages.render(status, page, Templates.scope(page, view));
    }
}
