package io.bongsu.factory.aws;

import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Names of calls as IAM writes them, {@code service:Operation}; quotas, metrics and policies use the same. */
final class Operations {

    /** Where the SDK's name of a service isn't IAM's. */
    private static final Map<String, String> PREFIXES = Map.of(
            "ssoadmin", "sso", "configservice", "config", "s3control", "s3", "accessanalyzer", "access-analyzer");

    /** Where the API's name of an operation isn't IAM's. */
    private static final Map<String, String> ACTIONS = Map.of(
            "s3control:GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock",
            "s3control:PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock");

    private Operations() {}

    static String name(ExecutionAttributes attributes) {
        String service = attributes
                .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return ACTIONS.getOrDefault(
                service + ":" + operation, PREFIXES.getOrDefault(service, service) + ":" + operation);
    }
}
