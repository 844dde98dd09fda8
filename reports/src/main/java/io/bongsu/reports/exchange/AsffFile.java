package io.bongsu.reports.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.VerdictStatus;
import io.bongsu.reports.Assessment;
import io.bongsu.reports.ReportFinding;
import io.bongsu.reports.ReportSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Findings in the AWS Security Finding Format (https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html), as the
 * answer of GetFindings has them: {@code {"Findings": […]}}. BatchImportFindings takes 100 of them at a time, those of one account per call.
 */
public final class AsffFile implements ReportSource.Sink, Closeable {

    private static final String SCHEMA = "2018-10-08";
    private static final int MAX_TITLE = 256;
    private static final int MAX_DESCRIPTION = 1_024;
    private static final int MAX_REMEDIATION = 512;

    private static final Pattern ACRONYM = Pattern.compile("[A-Z]{2,}(?![a-z])");
    private static final Map<String, String> RENAMED = Map.of(
            "ElasticLoadBalancingV2", "Elbv2",
            "ElasticLoadBalancing", "Elb",
            "WAFv2", "Wafv2",
            "OpenSearch", "OpenSearchService");

    private final JsonGenerator json;
    private final String pack;
    private final Map<String, String> remediation = new TreeMap<>();

    public AsffFile(OutputStream out, Assessment assessment) throws IOException {
        this.json = new JsonFactory().createGenerator(out);
        this.pack = assessment.pack().id();
        assessment.controls().forEach(control -> control.rules()
                .forEach(rule -> remediation.put(rule.id(), rule.remediation().en())));
        json.writeStartObject();
        json.writeArrayFieldStart("Findings");
    }

    @Override
    public void accept(ReportFinding finding) throws IOException {
        FindingView view = finding.view();
        FindingView.Resource resource = view.resource();
        String region = resource.region().equals("global") ? "us-east-1" : resource.region();
        json.writeStartObject();
        json.writeStringField("SchemaVersion", SCHEMA);
        json.writeStringField("Id", "bongsu/" + view.uid());
        json.writeStringField(
                "ProductArn",
                "arn:%s:securityhub:%s:%s:product/%s/default"
                        .formatted(partition(region), region, resource.account(), resource.account()));
        json.writeStringField("ProductName", "Bongsu");
        json.writeStringField("CompanyName", "Bongsu");
        json.writeStringField("GeneratorId", "bongsu/" + pack + "/" + view.rule());
        json.writeStringField("AwsAccountId", resource.account());
        json.writeStringField("Region", region);
        json.writeArrayFieldStart("Types");
        json.writeString("Software and Configuration Checks/Industry and Regulatory Standards/ISMS-P");
        json.writeEndArray();
        json.writeStringField("FirstObservedAt", view.firstSeen().toString());
        json.writeStringField("CreatedAt", view.firstSeen().toString());
        json.writeStringField("UpdatedAt", view.changedAt().toString());
        json.writeObjectFieldStart("Severity");
        json.writeStringField("Label", wrong(view) ? view.severity().name() : "INFORMATIONAL");
        json.writeStringField("Original", view.severity().name());
        json.writeEndObject();
        json.writeStringField("Title", cut(view.title().en(), MAX_TITLE));
        json.writeStringField("Description", cut(view.message().en(), MAX_DESCRIPTION));
        String mend = remediation.get(view.rule());
        if (mend != null) {
            json.writeObjectFieldStart("Remediation");
            json.writeObjectFieldStart("Recommendation");
            json.writeStringField("Text", cut(mend, MAX_REMEDIATION));
            json.writeEndObject();
            json.writeEndObject();
        }
        resource(resource, region);
        compliance(view);
        json.writeObjectFieldStart("Workflow");
        json.writeStringField("Status", wrong(view) ? "NEW" : "RESOLVED");
        json.writeEndObject();
        json.writeStringField("RecordState", "ACTIVE");
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void resource(FindingView.Resource resource, String region) throws IOException {
        json.writeArrayFieldStart("Resources");
        json.writeStartObject();
        json.writeStringField("Type", type(resource.type()));
        json.writeStringField("Id", resource.arn().isEmpty() ? resource.id() : resource.arn());
        json.writeStringField("Partition", partition(region));
        json.writeStringField("Region", region);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void compliance(FindingView view) throws IOException {
        json.writeObjectFieldStart("Compliance");
        json.writeStringField(
                "Status",
                switch (view.status()) {
                    case PASS -> "PASSED";
                    case FAIL -> "FAILED";
                    case ERROR -> "WARNING";
                    case NOT_APPLICABLE -> "NOT_AVAILABLE";
                });
        if (!view.controls().isEmpty()) {
            json.writeArrayFieldStart("RelatedRequirements");
            for (String control : view.controls()) {
                json.writeString("ISMS-P " + control);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** ASFF writes AwsEc2Vpc where AWS Config writes AWS::EC2::VPC; a few services have another name there. */
    private static String type(String type) {
        if (!type.startsWith("AWS::")) {
            return "Other";
        }
        StringBuilder name = new StringBuilder("Aws");
        for (String part : type.substring("AWS::".length()).split("::", -1)) {
            name.append(RENAMED.getOrDefault(
                    part,
                    ACRONYM.matcher(part)
                            .replaceAll(found -> found.group().charAt(0)
                                    + found.group().substring(1).toLowerCase(Locale.ROOT))));
        }
        return name.toString();
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static boolean wrong(FindingView view) {
        return view.status() == VerdictStatus.FAIL || view.status() == VerdictStatus.ERROR;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
