package io.bongsu.console.page;

import io.bongsu.console.upstream.Controls;
import io.bongsu.console.upstream.RefusedException;
import io.bongsu.console.upstream.RestClient;
import io.bongsu.console.upstream.UpstreamErrorCode;
import io.bongsu.console.upstream.UpstreamException;
import io.bongsu.kit.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Where each control stands, and what people do about it: assign, attest with evidence, review. */
@Singleton
@Path("controls")
public final class ControlsResource {

    static final String STANDARD = "isms-p";

    private static final List<String> STATES = List.of("NOT_MET", "PARTLY", "NOT_ASSESSED", "MET", "NOT_APPLICABLE");
    private static final List<String> TODO = List.of("OVERDUE", "DUE", "REVIEW", "ASSIGN");

    private final Pages pages;
    private final Controls controls;

    @Inject
    ControlsResource(Pages pages, Controls controls) {
        this.pages = pages;
        this.controls = controls;
    }

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("todo") @DefaultValue("") String todo,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Viewer viewer = Viewer.of(headers);
        Gathering gathering = new Gathering();
        Controls.Standing standing = gathering.now(() -> controls.all(STANDARD));
        List<Controls.Control> all = standing == null ? List.of() : standing.controls();
        Href here = Href.to("/controls");
        List<FindingsView.Choice> states = new ArrayList<>();
        states.add(new FindingsView.Choice(
                "", state.isEmpty(), here.and("todo", todo).toString()));
        for (String each : STATES) {
            states.add(new FindingsView.Choice(
                    each,
                    each.equals(state),
                    here.and("state", each).and("todo", todo).toString()));
        }
        List<ControlsView.Todo> kinds = TODO.stream()
                .map(kind -> new ControlsView.Todo(
                        kind,
                        all.stream().filter(control -> remindsOf(control, kind)).count(),
                        kind.equals(todo),
                        here.and("state", state)
                                .and("todo", kind.equals(todo) ? "" : kind)
                                .toString()))
                .toList();
        ControlsView view = new ControlsView(
                standing, standing == null ? null : counts(all), states, kinds, chapters(all, state, todo, viewer));
        Page page = pages.page("controls", viewer, uri, gathering.notices());
        return pages.render(page, Templates.controls(page, view));
    }

    @GET
    @Path("{control}")
    @Operation(hidden = true)
    public Response one(@PathParam("control") String control, @Context HttpHeaders headers, @Context UriInfo uri) {
        return shown(Response.Status.OK, control, Map.of(), List.of(), headers, uri);
    }

    @POST
    @Path("{control}/assignment")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response assign(
            @PathParam("control") String control,
            @FormParam("owner") @Nullable String owner,
            @FormParam("method") @Nullable String method,
            @FormParam("due") @Nullable String due,
            @FormParam("recurrence") @Nullable String recurrence,
            @FormParam("actor") @Nullable String actor,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Map<String, Object> body = new HashMap<>();
        body.put("owner", Forms.field(owner));
        body.put("method", Forms.field(method));
        body.put("due", Forms.field(due));
        body.put("recurrence", Forms.field(recurrence));
        body.put("actor", Forms.field(actor));
        Map<String, String> typed = Forms.typed(
                "owner", owner, "assign_method", method, "due", due, "recurrence", recurrence, "assign_actor", actor);
        return Forms.send(
                () -> controls.assign(STANDARD, control, body),
                to(control),
                (status, notice) -> shown(status, control, typed, List.of(notice), headers, uri));
    }

    @POST
    @Path("{control}/attestations")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Response attest(
            @PathParam("control") String control,
            @RestForm @Nullable String outcome,
            @RestForm @Nullable String method,
            @RestForm @Nullable String statement,
            @RestForm @Nullable String reason,
            @RestForm("nothing_to_judge") @Nullable List<String> nothingToJudge,
            @RestForm @Nullable String actor,
            @RestForm("files") @Nullable List<FileUpload> files,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Map<String, String> typed = Forms.typed(
                "outcome", outcome, "method", method, "statement", statement, "reason", reason, "actor", actor);
        return Forms.send(
                () -> {
                    Map<String, Object> body = new HashMap<>();
                    body.put("outcome", Forms.field(outcome));
                    body.put("method", Forms.field(method));
                    body.put("statement", Forms.field(statement));
                    body.put("reason", "NOT_APPLICABLE".equals(outcome) ? Forms.field(reason) : null);
                    body.put("nothing_to_judge", nothingToJudge == null ? List.of() : nothingToJudge);
                    body.put("actor", Forms.field(actor));
                    body.put("evidence", kept(files == null ? List.of() : files, actor == null ? "" : actor));
                    controls.attest(STANDARD, control, body);
                },
                to(control),
                (status, notice) -> shown(status, control, typed, List.of(notice), headers, uri));
    }

    @POST
    @Path("{control}/attestations/{attestation}/review")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response review(
            @PathParam("control") String control,
            @PathParam("attestation") String attestation,
            @FormParam("decision") @Nullable String decision,
            @FormParam("comment") @Nullable String comment,
            @FormParam("actor") @Nullable String actor,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Map<String, Object> body = new HashMap<>();
        body.put("accepted", decision == null ? null : decision.equals("accept"));
        body.put("comment", Forms.field(comment));
        body.put("actor", Forms.field(actor));
        Map<String, String> typed = Forms.typed("comment", comment, "reviewer", actor);
        return Forms.send(
                () -> controls.review(STANDARD, control, attestation, body),
                to(control),
                (status, notice) -> shown(status, control, typed, List.of(notice), headers, uri));
    }

    @GET
    @Path("{control}/evidence/{sha256}")
    @Operation(hidden = true)
    public Response evidence(@PathParam("control") String control, @PathParam("sha256") String sha256) {
        String name = fetch(control).attestations().stream()
                .flatMap(attestation -> attestation.evidence().stream())
                .filter(file -> file.sha256().equals(sha256))
                .map(Controls.EvidenceFile::name)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "Control %s has no evidence %s; its files stand on its page".formatted(control, sha256)));
        // Never shown, only taken away: what a file contains must not become a page of this console.
        return Response.ok(controls.evidence(sha256), MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + RestClient.encode(name))
                .header("Cache-Control", "private, no-store")
                .build();
    }

    private List<Map<String, String>> kept(List<FileUpload> files, String actor) {
        List<Map<String, String>> kept = new ArrayList<>();
        for (FileUpload file : files) {
            // A browser sends a nameless part for a field without a file.
            if (file.fileName() == null || file.fileName().isEmpty()) {
                continue;
            }
            try {
                String hash = controls.keep(file.fileName(), Files.readAllBytes(file.uploadedFile()), actor);
                kept.add(Map.of("sha256", hash, "name", file.fileName()));
            } catch (IOException e) {
                throw new UncheckedIOException("An uploaded file can't be read", e);
            }
        }
        return kept;
    }

    private Response shown(
            Response.Status status,
            String control,
            Map<String, String> typed,
            List<Notice> notices,
            HttpHeaders headers,
            UriInfo uri) {
        ControlView view = new ControlView(fetch(control), typed);
        Page sent = pages.page("controls", Viewer.of(headers), uri, notices);
        // A form is answered under its own address; the page to come back to is the control's.
        Page page = new Page(sent.name(), sent.viewer(), sent.assets(), to(control), sent.notices(), 0);
        return pages.render(status, page, Templates.control(page, view));
    }

    private Controls.Detail fetch(String control) {
        try {
            return controls.one(STANDARD, control);
        } catch (UpstreamException e) {
            if (e.code() == UpstreamErrorCode.NOT_FOUND || e.code() == UpstreamErrorCode.BAD_QUESTION) {
                throw ProblemException.notFound(
                        "No control '%s'; look for it in the list of controls".formatted(control));
            }
            throw ProblemException.unavailable(
                    "The policy engine did not give the control (%s: %s); './bongsu status' shows whether it runs"
                            .formatted(e.code(), e.detail()));
        } catch (RefusedException e) {
            throw ProblemException.notFound(e.detail());
        }
    }

    private static String to(String control) {
        return "/controls/" + RestClient.encode(control);
    }

    private static boolean remindsOf(Controls.Control control, String kind) {
        return control.reminder() != null && control.reminder().kind().equals(kind);
    }

    private static StatusCounts counts(List<Controls.Control> some) {
        return StatusCounts.of(some.stream().map(Controls.Control::state).toList(), STATES);
    }

    private static List<ControlsView.Chapter> chapters(
            List<Controls.Control> all, String state, String todo, Viewer viewer) {
        Map<String, List<Controls.Control>> byChapter = new LinkedHashMap<>();
        for (Controls.Control control : all) {
            String title = control.chapter().id() + " "
                    + viewer.language().of(control.chapter().title());
            byChapter.computeIfAbsent(title, unused -> new ArrayList<>()).add(control);
        }
        return byChapter.entrySet().stream()
                .map(each -> new ControlsView.Chapter(
                        each.getKey(),
                        counts(each.getValue()),
                        each.getValue().stream()
                                .filter(control ->
                                        state.isEmpty() || control.state().equals(state))
                                .filter(control -> todo.isEmpty() || remindsOf(control, todo))
                                .toList()))
                .filter(chapter -> !chapter.controls().isEmpty())
                .toList();
    }
}
