package io.bongsu.factory.baseline;

import io.bongsu.factory.aws.AwsClients;
import io.bongsu.factory.blueprint.Blueprint;
import io.bongsu.factory.workflow.Outcome;
import io.bongsu.factory.workflow.Step;
import io.bongsu.factory.workflow.StepContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Budget;
import software.amazon.awssdk.services.budgets.model.BudgetType;
import software.amazon.awssdk.services.budgets.model.ComparisonOperator;
import software.amazon.awssdk.services.budgets.model.NotFoundException;
import software.amazon.awssdk.services.budgets.model.NotificationType;
import software.amazon.awssdk.services.budgets.model.NotificationWithSubscribers;
import software.amazon.awssdk.services.budgets.model.Spend;
import software.amazon.awssdk.services.budgets.model.Subscriber;
import software.amazon.awssdk.services.budgets.model.SubscriptionType;
import software.amazon.awssdk.services.budgets.model.ThresholdType;
import software.amazon.awssdk.services.budgets.model.TimeUnit;

/** Sets the monthly budget, over all costs of the account, and writes to the owner where its thresholds are passed. */
public final class BudgetStep implements Step {

    private static final String NAME = "bongsu-monthly-cost";
    private static final String USD = "USD";

    private final AwsClients aws;

    BudgetStep(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public String title() {
        return "Set the monthly budget";
    }

    @Override
    public Outcome run(StepContext context) {
        Blueprint.Budget wanted = context.blueprint().budget();
        if (wanted == null) {
            return Outcome.done(RegionalStep.LEFT_OUT, context.blueprint().id());
        }
        BudgetsClient budgets = aws.memberGlobal(BudgetsClient.builder(), context.account());
        Optional<Budget> there = there(budgets, context.account());
        if (there.filter(each -> is(each, wanted.monthlyUsd())).isPresent()) {
            return Outcome.done();
        }
        Budget budget = budget(wanted.monthlyUsd());
        if (there.isPresent()) {
            context.intend(Map.of("call", "budgets:UpdateBudget", "budget", NAME));
            budgets.updateBudget(request -> request.accountId(context.account()).newBudget(budget));
        } else {
            context.intend(Map.of("call", "budgets:CreateBudget", "budget", NAME));
            budgets.createBudget(request -> request.accountId(context.account())
                    .budget(budget)
                    .notificationsWithSubscribers(notifications(wanted, context)));
        }
        return Outcome.done();
    }

    private static Optional<Budget> there(BudgetsClient budgets, String account) {
        try {
            return budgets.describeBudgetsPaginator(request -> request.accountId(account)).budgets().stream()
                    .filter(each -> NAME.equals(each.budgetName()))
                    .findFirst();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean is(Budget budget, int usd) {
        Spend limit = budget.budgetLimit();
        return budget.budgetType() == BudgetType.COST
                && budget.timeUnit() == TimeUnit.MONTHLY
                && budget.filterExpression() == null
                && limit != null
                && USD.equals(limit.unit())
                && limit.amount().compareTo(BigDecimal.valueOf(usd)) == 0;
    }

    private static Budget budget(int usd) {
        return Budget.builder()
                .budgetName(NAME)
                .budgetType(BudgetType.COST)
                .timeUnit(TimeUnit.MONTHLY)
                .budgetLimit(limit -> limit.amount(BigDecimal.valueOf(usd)).unit(USD))
                .build();
    }

    private static List<NotificationWithSubscribers> notifications(Blueprint.Budget wanted, StepContext context) {
        String owner = context.wish().owner();
        if (owner == null) {
            return List.of();
        }
        return wanted.thresholds().stream()
                .map(percent -> NotificationWithSubscribers.builder()
                        .notification(when -> when.notificationType(NotificationType.ACTUAL)
                                .comparisonOperator(ComparisonOperator.GREATER_THAN)
                                .thresholdType(ThresholdType.PERCENTAGE)
                                .threshold(percent.doubleValue()))
                        .subscribers(Subscriber.builder()
                                .subscriptionType(SubscriptionType.EMAIL)
                                .address(owner)
                                .build())
                        .build())
                .toList();
    }
}
