package io.bongsu.factory.aws;

import io.bongsu.factory.workflow.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts and times every call: {@code bongsu_factory_aws_seconds{operation, outcome}}; the outcome is a {@link Failure.Kind} or ok. */
public final class MetricsInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Timer.Sample> STARTED = new ExecutionAttribute<>("bongsu.started");

    private final MeterRegistry meters;
    private final AwsFailures failures;

    public MetricsInterceptor(MeterRegistry meters, AwsFailures failures) {
        this.meters = meters;
        this.failures = failures;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(STARTED, Timer.start(meters));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        stop(attributes, "ok");
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        String kind = context.exception() instanceof RuntimeException thrown
                ? failures.of(thrown).kind().name().toLowerCase(Locale.ROOT)
                : "error";
        stop(attributes, kind);
    }

    private void stop(ExecutionAttributes attributes, String outcome) {
        Optional.ofNullable(attributes.getAttribute(STARTED))
                .ifPresent(sample -> sample.stop(Timer.builder("bongsu.factory.aws")
                        .description("Calls of AWS")
                        .tag("operation", Operations.name(attributes))
                        .tag("outcome", outcome)
                        .register(meters)));
    }
}
