package io.bongsu.testing;

/**
 * An answer on its way back.
 *
 * @param status HTTP status
 * @param type content type
 * @param body as text
 */
record Reply(int status, String type, String body) {

    private static final String JSON = "application/x-amz-json-1.1";

    static Reply json(String body) {
        return new Reply(200, JSON, body);
    }

    /** An error in the words of EC2, which has a protocol of its own. */
    static Reply ec2Error(int status, String code, String message) {
        return new Reply(
                status,
                "text/xml",
                "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>0</RequestID></Response>"
                        .formatted(code, message));
    }

    /** An error in the words of the protocol that the content type belongs to. */
    static Reply error(String type, int status, String code, String message) {
        return type.startsWith("text/xml")
                ? new Reply(
                        status,
                        type,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>0</RequestId></ErrorResponse>"
                                .formatted(code, message))
                : new Reply(status, JSON, json(code, message));
    }

    /** A code with a colon is a code and its reason. */
    private static String json(String code, String message) {
        int colon = code.indexOf(':');
        return colon < 0
                ? "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message)
                : "{\"__type\": \"%s\", \"Reason\": \"%s\", \"message\": \"%s\"}"
                        .formatted(code.substring(0, colon), code.substring(colon + 1), message);
    }
}
