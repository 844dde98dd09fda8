package io.bongsu.console.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, checked against their views at build time. */
@CheckedTemplate(basePath = "")
final class Templates {

    private Templates() {}

    static native TemplateInstance overview(Page page, OverviewView view);

    static native TemplateInstance logs(Page page, LogsView view);

    static native TemplateInstance record(Page page, RecordView view);

    static native TemplateInstance findings(Page page, FindingsView view);

    static native TemplateInstance finding(Page page, FindingDetailView view);

    static native TemplateInstance compliance(Page page, ComplianceView view);

    static native TemplateInstance controls(Page page, ControlsView view);

    static native TemplateInstance control(Page page, ControlView view);

    static native TemplateInstance scope(Page page, ScopeView view);

    static native TemplateInstance pipeline(Page page, PipelinePageView view);

    static native TemplateInstance dashboards(Page page, DashboardView.Directory view);

    static native TemplateInstance dashboard(Page page, DashboardView view);

    static native TemplateInstance panels(Page page, PanelsView view);

    static native TemplateInstance door(DoorPages.Door door);

    static native TemplateInstance failure(Page page, ErrorPageFilter.Failure failure);
}
