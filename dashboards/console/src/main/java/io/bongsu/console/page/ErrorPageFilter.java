package io.bongsu.console.page;

import io.bongsu.kit.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** A person who meets an error gets a page; a script keeps its problem document. */
@Provider
public final class ErrorPageFilter implements ContainerResponseFilter {

    private final Pages pages;
    private final HttpHeaders headers;
    private final UriInfo uri;

    @Inject
    ErrorPageFilter(Pages pages, HttpHeaders headers, UriInfo uri) {
        this.pages = pages;
        this.headers = headers;
        this.uri = uri;
    }

    /** @param kind end of the texts' keys: {@code 404} or {@code other} */
    public record Failure(int status, String kind, String detail) {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (!(response.getEntity() instanceof Problem problem) || accept == null || !accept.contains("text/html")) {
            return;
        }
        Page page = pages.page("failure", Viewer.of(headers), uri, List.of());
        String detail = problem.detail();
        Failure failure = new Failure(
                problem.status(), problem.status() == 404 ? "404" : "other", detail == null ? problem.title() : detail);
        response.setEntity(
                Templates.failure(page, failure)
                        .setAttribute("language", page.language())
                        .render(),
                null,
                MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
    }
}
