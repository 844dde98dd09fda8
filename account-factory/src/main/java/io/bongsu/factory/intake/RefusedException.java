package io.bongsu.factory.intake;

import java.util.List;
import java.util.stream.Collectors;

/** The request can't be accepted, for every one of these reasons; nothing of it is kept. */
public final class RefusedException extends RuntimeException {

    private final transient List<Reason> reasons;

    public RefusedException(List<Reason> reasons) {
        super("The request can't be accepted: %s"
                .formatted(reasons.stream().map(each -> each.code().name()).collect(Collectors.joining(", "))));
        this.reasons = List.copyOf(reasons);
    }

    public List<Reason> reasons() {
        return reasons;
    }
}
