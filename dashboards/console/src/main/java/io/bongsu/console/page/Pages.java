package io.bongsu.console.page;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Makes the frame around a page's content, and the response. */
@Singleton
final class Pages {

    static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final Assets assets;

    @Inject
    Pages(Assets assets) {
        this.assets = assets;
    }

    Page page(String name, Viewer viewer, UriInfo uri, List<Notice> notices) {
        return page(name, viewer, uri, notices, 0);
    }

    Page page(String name, Viewer viewer, UriInfo uri, List<Notice> notices, int refresh) {
        String query = uri.getRequestUri().getRawQuery();
        String path = uri.getRequestUri().getRawPath();
        String here = query == null ? path : path + "?" + query;
        return new Page(name, viewer, assets.base(), here, notices, refresh);
    }

    Response render(Page page, TemplateInstance template) {
        return render(Response.Status.OK, page, template);
    }

    Response render(Response.Status status, Page page, TemplateInstance template) {
        return Response.status(status)
                .type(HTML)
                .header("Cache-Control", "no-store")
                .entity(template.setAttribute("language", page.language()).render())
                .build();
    }
}
