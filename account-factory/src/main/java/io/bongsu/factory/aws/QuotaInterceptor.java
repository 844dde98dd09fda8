package io.bongsu.factory.aws;

import io.bongsu.factory.quota.TokenBuckets;
import io.bongsu.factory.workflow.Failure;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Takes the token of each call before it is sent, and believes AWS where it says that there was none. */
public final class QuotaInterceptor implements ExecutionInterceptor {

    private final TokenBuckets buckets;
    private final AwsFailures failures;

    public QuotaInterceptor(TokenBuckets buckets, AwsFailures failures) {
        this.buckets = buckets;
        this.failures = failures;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        buckets.take(Operations.name(attributes));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof RuntimeException thrown
                && failures.of(thrown).kind() == Failure.Kind.THROTTLED) {
            buckets.empty(Operations.name(attributes));
        }
    }
}
