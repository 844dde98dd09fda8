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

    private Operations() {}

    static String name(ExecutionAttributes attributes) {
        String service = attributes
                .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        return PREFIXES.getOrDefault(service, service) + ":"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
