package io.bongsu.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bongsu.contracts.FindingView;
import io.bongsu.contracts.Indices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Puts documents into OpenSearch as the collector writes them, under the collector's own index templates. */
final class SampleLogs {

    /** All events lie in the day that begins here, years ago. */
    static final Instant DAY = Instant.parse("2023-07-10T00:00:00Z");

    static final int CLOUDTRAIL = 640;
    static final int WAF = 260;
    static final int CONFIG = 90;
    static final int VPCFLOW = 480;

    /** What someone put into a user agent to take over the console. */
    static final String HOSTILE = "<script>alert('owned')</script><img src=x onerror=alert(1)>\"'`{7*7}";

    private static final List<String> ACCOUNTS =
            List.of("111122223333", "210987654321", "345678901234", "444455556666", "567890123456");
    private static final List<String> REGIONS =
            List.of("ap-northeast-2", "ap-northeast-2", "ap-northeast-2", "us-east-1");
    private static final List<String> USERS =
            List.of("kim.minjun", "lee.seoyeon", "deploy-pipeline", "park.jiho", "AWSServiceRoleForConfig");
    private static final List<String> COUNTRIES = List.of("KR", "KR", "KR", "US", "CN", "JP", "VN");
    private static final List<String> ACTIONS = List.of(
            "DescribeInstances",
            "AssumeRole",
            "GetObject",
            "ConsoleLogin",
            "PutBucketPolicy",
            "RunInstances",
            "Decrypt",
            "AuthorizeSecurityGroupIngress");
    private static final List<String> PROVIDERS = List.of(
            "ec2.amazonaws.com",
            "sts.amazonaws.com",
            "s3.amazonaws.com",
            "signin.amazonaws.com",
            "s3.amazonaws.com",
            "ec2.amazonaws.com",
            "kms.amazonaws.com",
            "ec2.amazonaws.com");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(20230710);
    private final URI openSearch;
    private final Indices indices;
    private final StringBuilder bulk = new StringBuilder();

    SampleLogs(URI openSearch, Indices indices) {
        this.openSearch = openSearch;
        this.indices = indices;
    }

    void put() throws IOException, InterruptedException {
        templates();
        for (int i = 0; i < CLOUDTRAIL; i++) {
            cloudTrail(i);
        }
        for (int i = 0; i < WAF; i++) {
            waf(i);
        }
        for (int i = 0; i < CONFIG; i++) {
            config(i);
        }
        for (int i = 0; i < VPCFLOW; i++) {
            vpcFlow(i);
        }
        deadLetters();
        findings();
        String answer = send("POST", "/_bulk?refresh=true", "application/x-ndjson", bulk.toString());
        if (json.readTree(answer).path("errors").asBoolean()) {
            throw new IllegalStateException("OpenSearch refused sample documents: " + answer.substring(0, 2_000));
        }
    }

    private void templates() throws IOException, InterruptedException {
        Path types = Path.of(System.getProperty("bongsu.root"), "collector", "log-types");
        ObjectNode head = json.createObjectNode();
        head.set("template", json.readTree(types.resolve("head-template.json").toFile()));
        send("PUT", "/_component_template/" + indices.prefix() + "head", "application/json", head.toString());
        for (String type : List.of("cloudtrail", "waf", "config", "vpcflow")) {
            ObjectNode template = json.createObjectNode();
            template.putArray("index_patterns").add(indices.logsPattern(type));
            template.put("priority", 300);
            template.putArray("composed_of").add(indices.prefix() + "head");
            Path own = types.resolve(type).resolve("index-template.json");
            template.set("template", json.readTree(Files.readString(own)));
            send("PUT", "/_index_template/" + indices.prefix() + type, "application/json", template.toString());
        }
        ObjectNode dead = json.createObjectNode();
        dead.putArray("index_patterns").add(indices.deadLetterPattern());
        dead.put("priority", 300);
        dead.set(
                "template",
                json.readTree(types.resolve("dead-letter-template.json").toFile()));
        send("PUT", "/_index_template/" + indices.prefix() + "dead", "application/json", dead.toString());
        Path engine = Path.of(
                System.getProperty("bongsu.root"), "policy-engine", "src", "main", "resources", "index-templates");
        for (var entry : java.util.Map.of(
                        "findings", indices.findings(), "findings-history", indices.findingsHistoryPattern())
                .entrySet()) {
            ObjectNode template = json.createObjectNode();
            template.putArray("index_patterns").add(entry.getValue());
            template.put("priority", 300 + entry.getKey().length());
            template.set(
                    "template",
                    json.readTree(engine.resolve(entry.getKey() + ".json").toFile()));
            send(
                    "PUT",
                    "/_index_template/" + indices.prefix() + entry.getKey(),
                    "application/json",
                    template.toString());
        }
    }

    private void cloudTrail(int i) throws IOException {
        int action = i % 13 == 0 ? 3 : random.nextInt(ACTIONS.size());
        boolean failed = random.nextInt(9) == 0;
        Instant at = at(i);
        String account = account();
        String user = USERS.get(random.nextInt(USERS.size()));
        String address = "203.0.113." + random.nextInt(255);
        String agent = i == 77 ? HOSTILE : "aws-cli/2.15.30 Python/3.11.8 Linux/5.10.205 botocore/2.4.5";
        ObjectNode document = head(at, "cloudtrail", account);
        document.withObject("/event")
                .put("id", "3f2e1d0c-0000-4000-8000-%012d".formatted(i))
                .put("action", ACTIONS.get(action))
                .put("provider", PROVIDERS.get(action))
                .put("outcome", failed ? "failure" : "success");
        document.withObject("/user")
                .put("name", user)
                .put("id", "AIDA" + i)
                .put("arn", "arn:aws:iam::" + account + ":user/" + user);
        document.withObject("/source").put("ip", address).put("address", address);
        document.withObject("/user_agent").put("original", agent);
        if (failed) {
            document.withObject("/error")
                    .put("code", "AccessDenied")
                    .put("message", "User is not authorized to perform this action");
        }
        ObjectNode raw = document.withObject("/aws/cloudtrail");
        raw.put("eventVersion", "1.11")
                .put("eventTime", at.toString())
                .put("eventSource", PROVIDERS.get(action))
                .put("eventName", ACTIONS.get(action))
                .put("awsRegion", "ap-northeast-2")
                .put("sourceIPAddress", address)
                .put("userAgent", agent);
        boolean reads = ACTIONS.get(action).matches("(Describe|Get|Decrypt).*");
        raw.put("readOnly", reads)
                .put("eventCategory", "Management")
                .put("eventType", "AwsApiCall")
                .withObject("/userIdentity")
                .put("type", user.startsWith("AWS") ? "AWSService" : i % 97 == 0 ? "Root" : "IAMUser")
                .put("userName", user)
                .put("accessKeyId", "AKIA" + user.length())
                .put("accountId", ACCOUNTS.get(i % ACCOUNTS.size()));
        if (ACTIONS.get(action).equals("ConsoleLogin")) {
            raw.withObject("/additionalEventData").put("MFAUsed", i % 3 == 0 ? "No" : "Yes");
        }
        document.withObject("/user").put("type", raw.at("/userIdentity/type").asText());
        document.withObject("/tls").put("version", i % 50 == 0 ? "TLSv1.2" : "TLSv1.3");
        document.withObject("/event").put("type", "AwsApiCall");
        document.withObject("/cloud/resource")
                .put("name", "bucket-" + i % 7)
                .put("arn", "arn:aws:iam::" + account + ":role/role-" + i % 5);
        raw.withObject("/requestParameters")
                .put("maxResults", 100)
                .put("dryRun", false)
                .putNull("nextToken");
        add(document, "cloudtrail", account + "-" + i);
    }

    private void waf(int i) throws IOException {
        boolean blocked = random.nextInt(4) == 0;
        String address = "198.51.100." + random.nextInt(255);
        ObjectNode document = head(at(i), "waf", account());
        document.withObject("/event")
                .put("action", blocked ? "block" : "allow")
                .put("provider", "wafv2.amazonaws.com")
                .put("outcome", blocked ? "failure" : "success");
        document.withObject("/source").put("ip", address).put("address", address);
        document.withObject("/rule").put("name", blocked ? "AWS-AWSManagedRulesSQLiRuleSet" : "Default_Action");
        document.withObject("/http/request").put("method", "GET");
        document.withObject("/url").put("path", "/api/orders").put("domain", "shop.example.co.kr");
        document.withObject("/source/geo").put("country_iso_code", COUNTRIES.get(random.nextInt(COUNTRIES.size())));
        document.withObject("/user_agent").put("original", i % 4 == 0 ? "curl/8.6.0" : "Mozilla/5.0");
        document.withObject("/http").put("version", i % 5 == 0 ? "HTTP/1.1" : "HTTP/2.0");
        document.withObject("/aws/waf")
                .put("action", blocked ? "BLOCK" : "ALLOW")
                .put("terminatingRuleType", blocked ? "MANAGED_RULE_GROUP" : "REGULAR")
                .put("httpSourceName", "ALB")
                .put("webaclId", "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/shop/0a1b");
        document.withObject("/aws/waf")
                .putArray("labels")
                .addObject()
                .put("name", "awswaf:managed:aws:core-rule-set:" + i % 5);
        add(document, "waf", "waf-" + i);
    }

    private void config(int i) throws IOException {
        ObjectNode document = head(at(i), "config", account());
        document.withObject("/event")
                .put("id", Long.toString(1_688_947_200_000L + i))
                .put("action", i % 3 == 0 ? "ResourceDiscovered" : "OK")
                .put("provider", "config.amazonaws.com");
        document.withObject("/cloud/resource")
                .put("type", "AWS::EC2::SecurityGroup")
                .put("id", "sg-%08x".formatted(i));
        document.withObject("/aws/config")
                .put("resourceType", "AWS::EC2::SecurityGroup")
                .put("resourceId", "sg-%08x".formatted(i));
        add(document, "config", "config-" + i);
    }

    private void vpcFlow(int i) throws IOException {
        boolean rejected = random.nextInt(3) == 0;
        String from = "10.20." + random.nextInt(8) + "." + random.nextInt(255);
        ObjectNode document = head(at(i), "vpcflow", account());
        document.withObject("/event")
                .put("action", rejected ? "reject" : "accept")
                .put("provider", "ec2.amazonaws.com")
                .put("outcome", rejected ? "failure" : "success")
                .put(
                        "original",
                        "2 111122223333 eni-0a1b2c3d " + from
                                + " 10.20.1.9 49152 443 6 20 4249 1688947200 1688947260 ACCEPT OK");
        document.withObject("/source").put("ip", from).put("address", from).put("port", 1_024 + random.nextInt(60_000));
        document.withObject("/destination")
                .put("ip", "10.20.1.9")
                .put("address", "10.20.1.9")
                .put("port", 443);
        document.withObject("/network")
                .put("transport", "tcp")
                .put("bytes", 4_249)
                .put("packets", 20);
        document.withObject("/aws/vpcflow")
                .put("vpc-id", "vpc-0a1b2c3d" + i % 3)
                .put("interface-id", "eni-0a1b2c3d" + i % 6)
                .put("flow-direction", i % 2 == 0 ? "ingress" : "egress")
                .put("type", "IPv4")
                .put("log-status", "OK")
                .put("srcaddr", from)
                .put("dstaddr", "10.20.1.9")
                .put("action", rejected ? "REJECT" : "ACCEPT");
        add(document, "vpcflow", "flow-" + i);
    }

    private void deadLetters() throws IOException {
        letter(
                0,
                "TRUNCATED",
                "The object ends inside record 17, after 24,576 bytes; gzip's trailer is missing",
                "ship",
                "cloudtrail",
                "s3://org-logs/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/ap-northeast-2/2023/07/10/111122223333_CloudTrail_ap-northeast-2_20230710T0520Z_x9kHmzMa7cx6l9wM.json.gz",
                17,
                "{\"eventVersion\":\"1.11\",\"eventTime\":\"2023-07-10T05:1");
        letter(
                1,
                "UNKNOWN_LOG_TYPE",
                "No log type recognises this object, neither by its key nor by its first 4,096 bytes",
                "ship",
                "unknown",
                "file:misc/notes.txt",
                0,
                "buy milk" + HOSTILE);
        letter(
                2,
                "EVENT_TIME",
                "eventTime is 'yesterday'; expected ISO-8601 with a zone",
                "index",
                "cloudtrail",
                "s3://org-logs/AWSLogs/210987654321/CloudTrail/a.json.gz",
                3,
                "{\"eventTime\":\"yesterday\"}");
    }

    /** The policy engine's own documents, as far as dashboards count by them. */
    private void findings() throws IOException {
        int number = 0;
        for (FindingView finding : new SampleFindings().findings()) {
            ObjectNode ocsf = json.createObjectNode();
            ocsf.put("class_uid", 2003).put("severity_id", finding.severity().ordinal() + 1);
            ocsf.withObject("/cloud/account").put("uid", finding.resource().account());
            ocsf.withObject("/cloud").put("region", finding.resource().region());
            ocsf.putArray("resources")
                    .addObject()
                    .put("type", finding.resource().type())
                    .put("name", finding.resource().name());
            ObjectNode own = ocsf.putObject("unmapped");
            own.put("rule", finding.rule())
                    .put("status", finding.status().name())
                    .put("state", finding.state())
                    .put("resource_id", finding.resource().id());
            finding.controls().forEach(own.putArray("controls")::add);
            line(ocsf, indices.findings(), finding.uid());
            ObjectNode change = json.createObjectNode();
            change.put("at", DAY.plusSeconds(600L * number++).toEpochMilli())
                    .put("status", finding.status().name())
                    .put("rule", finding.rule())
                    .put("account", finding.resource().account());
            line(change, indices.findingsHistory("2023.07"), finding.uid());
        }
    }

    private void letter(
            int i,
            String reason,
            String message,
            String stage,
            String type,
            String source,
            int position,
            String original)
            throws IOException {
        ObjectNode document = json.createObjectNode();
        document.put("@timestamp", DAY.plusSeconds(40_000 + i * 300L).toString())
                .put("reason", reason)
                .put("message", message)
                .put("stage", stage)
                .put("source", source)
                .put("position", position)
                .put("original", original);
        document.withObject("/log").put("type", type);
        line(document, indices.deadLetter("2023.07"), "dead-" + i);
    }

    private ObjectNode head(Instant at, String type, String account) {
        ObjectNode document = json.createObjectNode();
        document.put("@timestamp", at.toString());
        document.withObject("/event")
                .put("kind", "event")
                .put("dataset", "aws." + type)
                .put("ingested", at.plusSeconds(190).toString());
        document.withObject("/cloud").put("provider", "aws").put("region", REGIONS.get(random.nextInt(REGIONS.size())));
        document.withObject("/cloud/account").put("id", account);
        return document;
    }

    /** Quiet at night, busy in office hours, with a peak in the afternoon. */
    private Instant at(int i) {
        double hour = Math.floorMod((long) ((14 + random.nextGaussian() * 4.2) * 3_600), 86_000L) / 3_600.0;
        return DAY.plusSeconds((long) (hour * 3_600)).plusMillis(i % 7 == 0 ? 0 : random.nextInt(1_000));
    }

    private String account() {
        return ACCOUNTS.get(Math.min(ACCOUNTS.size() - 1, (int) Math.abs(random.nextGaussian() * 2)));
    }

    private void add(ObjectNode document, String type, String id) throws IOException {
        line(document, indices.logs(type, "2023.07"), id);
    }

    private void line(ObjectNode document, String index, String id) throws IOException {
        ObjectNode action = json.createObjectNode();
        action.putObject("index").put("_index", index).put("_id", id);
        bulk.append(action)
                .append('\n')
                .append(json.writeValueAsString(document))
                .append('\n');
    }

    private String send(String method, String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(openSearch.resolve(path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s %s was answered with %d: %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body();
    }
}
