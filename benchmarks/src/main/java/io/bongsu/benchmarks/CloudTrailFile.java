package io.bongsu.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Makes CloudTrail files of the shape that published sets have: records of 1.2 KB at the median and 2.7 KB at the 99th percentile, event
 * names by Zipf's law (s = 0.88), an eighth of the sources no address. The seed decides every byte.
 */
final class CloudTrailFile {

    private static final String[] NAMES = {
        "DescribeInstances", "GetObject", "AssumeRole", "ListBuckets", "DescribeSecurityGroups", "GetBucketAcl",
                "PutObject",
        "DescribeVolumes", "Decrypt", "GenerateDataKey", "GetCallerIdentity", "ListRoles", "DescribeLogGroups",
                "CreateLogStream",
        "ConsoleLogin", "GetParameter", "DescribeAlarms", "RunInstances", "PutMetricData", "DeleteObject", "CreateTags",
        "AuthorizeSecurityGroupIngress", "AttachRolePolicy", "StopLogging", "CreateUser"
    };
    private static final String[] SERVICES = {"ec2", "s3", "sts", "kms", "iam", "logs", "ssm", "monitoring", "signin"};
    private static final double ZIPF = 0.88;

    private final Random random;
    private final double[] cumulated = new double[NAMES.length];

    CloudTrailFile(long seed) {
        random = new Random(seed);
        double sum = 0;
        for (int i = 0; i < NAMES.length; i++) {
            sum += 1 / Math.pow(i + 1, ZIPF);
            cumulated[i] = sum;
        }
    }

    /** One record, as one line. */
    String record(String account) {
        String name = name();
        String service = SERVICES[random.nextInt(SERVICES.length)];
        String user = "user-" + random.nextInt(200);
        String source = random.nextInt(8) == 0
                ? service + ".amazonaws.com"
                : "203.0.%d.%d".formatted(random.nextInt(256), random.nextInt(256));
        StringBuilder json = new StringBuilder(2048);
        json.append("{\"eventVersion\":\"1.09\",\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":\"AROA")
                .append(hex(16))
                .append(":")
                .append(user)
                .append("\",\"arn\":\"arn:aws:sts::")
                .append(account)
                .append(":assumed-role/Developer/")
                .append(user)
                .append("\",\"accountId\":\"")
                .append(account)
                .append("\",\"accessKeyId\":\"ASIA")
                .append(hex(16))
                .append("\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROA")
                .append(hex(16))
                .append("\",\"arn\":\"arn:aws:iam::")
                .append(account)
                .append(":role/Developer\",\"accountId\":\"")
                .append(account)
                .append(
                        "\",\"userName\":\"Developer\"},\"attributes\":{\"creationDate\":\"2026-10-01T00:00:00Z\",\"mfaAuthenticated\":\"false\"}}},\"eventTime\":\"2026-10-%02dT%02d:%02d:%02dZ\""
                                .formatted(
                                        1 + random.nextInt(28),
                                        random.nextInt(24),
                                        random.nextInt(60),
                                        random.nextInt(60)))
                .append(",\"eventSource\":\"")
                .append(service)
                .append(".amazonaws.com\",\"eventName\":\"")
                .append(name)
                .append("\",\"awsRegion\":\"ap-northeast-2\",\"sourceIPAddress\":\"")
                .append(source)
                .append(
                        "\",\"userAgent\":\"aws-cli/2.27.5 md/awscrt#0.26.1 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.13\",\"requestParameters\":{\"bucketName\":\"bucket-")
                .append(random.nextInt(500))
                .append("\",\"key\":\"data/")
                .append(hex(24))
                .append("\",\"filterSet\":{\"items\":[");
        int filters = random.nextInt(random.nextInt(20) == 0 ? 20 : 3);
        for (int i = 0; i < filters; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"tag:")
                    .append(hex(8))
                    .append("\",\"valueSet\":{\"items\":[{\"value\":\"")
                    .append(hex(20))
                    .append("\"}]}}");
        }
        json.append("]}},\"responseElements\":null,");
        if (random.nextInt(12) == 0) {
            json.append("\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User is not authorized to perform: ")
                    .append(service)
                    .append(':')
                    .append(name)
                    .append("\",");
        }
        return json.append("\"requestID\":\"")
                .append(uuid())
                .append("\",\"eventID\":\"")
                .append(uuid())
                .append(
                        "\",\"readOnly\":true,\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\"")
                .append(account)
                .append(
                        "\",\"eventCategory\":\"Management\",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"")
                .append(service)
                .append(".ap-northeast-2.amazonaws.com\"}}")
                .toString();
    }

    /** A file's text with so many records. */
    byte[] envelope(String account, int records) {
        StringBuilder json = new StringBuilder(records * 1300);
        json.append("{\"Records\":[");
        for (int i = 0; i < records; i++) {
            json.append(i == 0 ? "" : ",").append(record(account));
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private String name() {
        double at = random.nextDouble() * cumulated[cumulated.length - 1];
        int i = 0;
        while (cumulated[i] < at) {
            i++;
        }
        return NAMES[i];
    }

    private String uuid() {
        return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
    }

    private String hex(int digits) {
        StringBuilder hex = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }
}
