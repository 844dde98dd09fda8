package io.bongsu.policy;

/** Configuration items as AWS Config delivers them, cut down to what the guardrails of these tests look at. */
final class Items {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "ap-northeast-2";

    private Items() {}

    /** A security group that lets one network reach one TCP port. */
    static String securityGroup(String id, String capturedAt, int port, String cidr) {
        return """
                {"version":"1.3","accountId":"%s","configurationItemCaptureTime":"%s","configurationItemStatus":"OK","configurationStateId":"%s",
                 "resourceType":"AWS::EC2::SecurityGroup","resourceId":"%s","resourceName":"web","ARN":"arn:aws:ec2:%s:%s:security-group/%s","awsRegion":"%s",
                 "tags":{"team":"보안"},"configuration":"{\\"groupId\\":\\"%s\\",\\"ipPermissions\\":[{\\"ipProtocol\\":\\"tcp\\",\\"fromPort\\":%d,\\"toPort\\":%d,\\"ipRanges\\":[\\"%s\\"],\\"ipv4Ranges\\":[{\\"cidrIp\\":\\"%s\\"}],\\"ipv6Ranges\\":[]}]}"}
                """
                .formatted(ACCOUNT, capturedAt, capturedAt, id, REGION, ACCOUNT, id, REGION, id, port, port, cidr, cidr)
                .replace('\n', ' ');
    }

    /** A volume in use. */
    static String volume(String id, String capturedAt, boolean encrypted) {
        return """
                {"configurationItemVersion":"1.3","awsAccountId":"%s","configurationItemCaptureTime":"%s","configurationItemStatus":"OK",
                 "resourceType":"AWS::EC2::Volume","resourceId":"%s","awsRegion":"%s","configuration":{"volumeId":"%s","encrypted":%b,"state":{"value":"in-use"}}}
                """
                .formatted(ACCOUNT, capturedAt, id, REGION, id, encrypted)
                .replace('\n', ' ');
    }

    /** The end of a security group. */
    static String deletedSecurityGroup(String id, String capturedAt) {
        return """
                {"version":"1.3","accountId":"%s","configurationItemCaptureTime":"%s","configurationItemStatus":"ResourceDeleted",
                 "resourceType":"AWS::EC2::SecurityGroup","resourceId":"%s","awsRegion":"%s"}
                """
                .formatted(ACCOUNT, capturedAt, id, REGION)
                .replace('\n', ' ');
    }

    /** The root user deletes a trail. */
    static String rootDeletesTrail(String eventId) {
        return """
                {"eventVersion":"1.08","userIdentity":{"type":"Root","accountId":"%s","arn":"arn:aws:iam::%s:root"},"eventTime":"2026-11-01T00:00:00Z",
                 "eventSource":"cloudtrail.amazonaws.com","eventName":"DeleteTrail","awsRegion":"%s","sourceIPAddress":"203.0.113.9",
                 "requestParameters":{"name":"org-trail"},"responseElements":null,"eventID":"%s","eventType":"AwsApiCall","recipientAccountId":"%s"}
                """
                .formatted(ACCOUNT, ACCOUNT, REGION, eventId, ACCOUNT)
                .replace('\n', ' ');
    }
}
