package io.bongsu.factory.api;

import io.bongsu.factory.AccountFactory;
import io.bongsu.factory.api.RequestView.Next;
import io.bongsu.factory.request.RequestKind;
import io.bongsu.factory.request.StepRow;
import io.bongsu.factory.request.StepState;
import io.bongsu.factory.request.VendingRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what the API shows of what the database has. */
final class RequestViews {

    private final AccountFactory factory;

    RequestViews(AccountFactory factory) {
        this.factory = factory;
    }

    RequestView view(VendingRequest request) {
        return new RequestView(
                request.id(),
                request.kind(),
                request.wish(),
                request.name(),
                request.email(),
                request.blueprint().id(),
                request.ou(),
                request.requester(),
                request.held() ? "HELD" : request.state().name(),
                next(request),
                request.accountId(),
                factory.approvals().of(request.id()).orElse(null),
                request.state().ended() || request.kind() != RequestKind.VEND
                        ? null
                        : factory.estimator().of(request),
                request.steps().stream()
                        .map(each -> StepView.of(each, factory.workflow().title(each.name())))
                        .toList(),
                request.createdAt(),
                request.updatedAt(),
                request.endedAt());
    }

    private static @Nullable Next next(VendingRequest request) {
        Optional<StepRow> held = request.steps().stream()
                .filter(each -> each.state() == StepState.HELD)
                .findFirst();
        if (request.heldFor() != null && held.isPresent()) {
            return new Next(
                    request.heldFor().name(),
                    "%s; then retry or skip step %s, or abort the request"
                            .formatted(held.get().message(), held.get().name()));
        }
        return switch (request.state()) {
            case AWAITING_APPROVAL -> new Next("APPROVER", "approve or deny the request");
            case RUNNING ->
                new Next(
                        "FACTORY",
                        request.current()
                                .map(each -> each.state() == StepState.WAITING
                                        ? "%s waits for %s".formatted(each.name(), each.message())
                                        : each.name())
                                .orElse("nothing"));
            case ABORTING -> new Next("FACTORY", "take the steps back");
            default -> null;
        };
    }
}
