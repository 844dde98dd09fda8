package io.bongsu.policy.api;

import io.bongsu.kit.ProblemException;
import io.bongsu.kit.database.DatabaseException;
import io.bongsu.policy.attestation.RefusedException;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one table from what stops a decision to problems. */
final class DecisionProblems {

    private static final Logger LOG = Logger.getLogger(DecisionProblems.class);

    private DecisionProblems() {}

    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            throw switch (e.why()) {
                case UNKNOWN -> ProblemException.notFound(e.getMessage());
                case OWN_WORK -> ProblemException.forbidden(e.getMessage());
                case NOT_NOW -> ProblemException.conflict(e.getMessage());
                case FILE -> ProblemException.refused(e.getMessage(), List.of());
            };
        } catch (DatabaseException e) {
            LOG.warnf("decision can't be read or kept now reason=%s", e.getMessage());
            throw ProblemException.unavailable(
                    "PostgreSQL, where decisions are kept, does not answer; ask again in a moment. Judging goes on");
        }
    }
}
