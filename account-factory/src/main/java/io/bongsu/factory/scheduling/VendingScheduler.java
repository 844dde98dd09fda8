package io.bongsu.factory.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.bongsu.factory.approval.Approvals;
import io.bongsu.factory.inventory.Inventory;
import io.bongsu.factory.organization.OrganizationAsCode;
import io.bongsu.factory.request.RequestStore;
import io.bongsu.factory.workflow.Progress;
import io.bongsu.factory.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Carries every request on when it is due: one task instance per request, run by one process at a time, taken over by another when its
 * heartbeat stops.
 */
public final class VendingScheduler {

    private static final TaskDescriptor<Void> VEND = TaskDescriptor.of("vend");
    private static final Logger LOG = Logger.getLogger(VendingScheduler.class);
    private static final TaskDescriptor<Void> ORGANIZE = TaskDescriptor.of("organize");
    private static final FixedDelay RECONCILE = FixedDelay.ofSeconds(10);
    private static final FixedDelay AFTER_FAILURE = FixedDelay.ofSeconds(5);
    private static final int SILENCES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RequestStore requests;
    private final OrganizationAsCode organization;
    private final Scheduler scheduler;

    /**
     * How it drives.
     *
     * @param threads requests worked on at the same time
     * @param poll how often the database is asked for work
     * @param heartbeat how often this process says that it lives
     * @param sweep how often all accounts are listed
     * @param survey how often everything is laid beside what is expected
     */
    public record Settings(int threads, Duration poll, Duration heartbeat, Duration sweep, Duration survey) {}

    public VendingScheduler(
            DataSource source,
            Workflow workflow,
            OrganizationAsCode organization,
            RequestStore requests,
            Approvals approvals,
            Inventory inventory,
            Runnable survey,
            Settings settings) {
        this.requests = requests;
        this.organization = organization;
        CustomTask<Void> vend = Tasks.custom(VEND)
                .onFailureReschedule(AFTER_FAILURE)
                .onDeadExecutionRevive()
                .execute((instance, context) -> next(workflow.advance(UUID.fromString(instance.getId()))));
        CustomTask<Void> organize = Tasks.custom(ORGANIZE)
                .onFailureReschedule(AFTER_FAILURE)
                .onDeadExecutionRevive()
                .execute((instance, context) -> next(organization.advance(UUID.fromString(instance.getId()))));
        RecurringTask<Void> reconcile = Tasks.recurring("reconcile", RECONCILE).execute((instance, context) -> {
            approvals.expire();
            wakeAll();
        });
        RecurringTask<Void> sweep = Tasks.recurring("sweep", FixedDelay.of(settings.sweep()))
                .execute((instance, context) -> inventory.ensureNotOlderThan(settings.sweep()));
        RecurringTask<Void> surveys = Tasks.recurring("survey", FixedDelay.of(settings.survey()))
                .execute((instance, context) -> survey.run());
        this.scheduler = Scheduler.create(source, vend, organize)
                .startTasks(reconcile, sweep, surveys)
                .threads(settings.threads())
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(SILENCES)
                .shutdownMaxWait(PATIENCE)
                .build();
    }

    public void start() {
        scheduler.start();
    }

    /** Lets what is under way finish, for a few seconds. */
    public void stop() {
        scheduler.stop();
    }

    /** Has a request looked at now. Where that is lost with the process, it is made up for at the next reconciliation. */
    public void wake(UUID request) {
        if (!schedule(request)) {
            hasten(request);
        }
        scheduler.triggerCheckForDueExecutions();
    }

    /** Nothing that could go on is without its task, whatever died between a commit and its scheduling. */
    private void wakeAll() {
        requests.driven().forEach(this::schedule);
        organization.driven().forEach(this::scheduleOrganization);
    }

    /** Has a plan of the organization applied now. */
    public void wakeOrganization(UUID plan) {
        scheduleOrganization(plan);
        scheduler.triggerCheckForDueExecutions();
    }

    private void scheduleOrganization(UUID plan) {
        scheduler.scheduleIfNotExists(ORGANIZE.instance(plan.toString()).build(), Instant.now());
    }

    private boolean schedule(UUID request) {
        return scheduler.scheduleIfNotExists(VEND.instance(request.toString()).build(), Instant.now());
    }

    /** A request may have been waiting for days to come. */
    private void hasten(UUID request) {
        try {
            scheduler.reschedule(VEND.instance(request.toString()).build(), Instant.now());
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            // It is being looked at this moment, or was: whoever did so lost the request and comes back, or the next
            // reconciliation does.
            LOG.debugf(e, "request %s is looked at already", request);
        }
    }

    private static CompletionHandler<Void> next(Progress progress) {
        return switch (progress) {
            case Progress.Again again -> (complete, operations) -> operations.reschedule(complete, again.at());
            case Progress.Rest rest -> new CompletionHandler.OnCompleteRemove<>();
        };
    }
}
