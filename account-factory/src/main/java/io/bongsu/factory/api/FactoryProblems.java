package io.bongsu.factory.api;

import io.bongsu.factory.approval.NotAllowedException;
import io.bongsu.factory.intake.PreflightException;
import io.bongsu.factory.intake.RefusedException;
import io.bongsu.factory.organization.DeclarationException;
import io.bongsu.factory.organization.OrganizationAwayException;
import io.bongsu.factory.workflow.NotNowException;
import io.bongsu.kit.Problem;
import io.bongsu.kit.ProblemException;
import io.bongsu.kit.database.DatabaseException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The one table from the domain's exceptions to problems. */
final class FactoryProblems {

    private static final Logger LOG = Logger.getLogger(FactoryProblems.class);

    private FactoryProblems() {}

    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            throw ProblemException.refused(
                    e.getMessage(),
                    e.reasons().stream()
                            .map(each ->
                                    new Problem.Reason(each.code().name(), each.field(), each.given(), each.expected()))
                            .toList());
        } catch (DeclarationException e) {
            throw ProblemException.refused(
                    e.getMessage(),
                    e.flaws().stream()
                            .map(each -> new Problem.Reason(each.code(), each.field(), each.given(), each.expected()))
                            .toList());
        } catch (NotAllowedException e) {
            throw e.answered()
                    ? ProblemException.forbidden(e.getMessage())
                    : ProblemException.unavailable(e.getMessage());
        } catch (NotNowException e) {
            throw ProblemException.conflict(e.getMessage());
        } catch (OrganizationAwayException e) {
            LOG.warnf(e, "organization can't be read");
            throw ProblemException.unavailable(e.getMessage());
        } catch (PreflightException e) {
            LOG.warnf(e, "request can't be checked now");
            throw ProblemException.unavailable(e.getMessage());
        } catch (DatabaseException e) {
            LOG.warnf(e, "database does not answer");
            throw ProblemException.unavailable("The database does not answer; ask again in a moment");
        }
    }
}
