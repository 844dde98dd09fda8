package io.bongsu.factory.aws;

import static java.util.Map.entry;

import io.bongsu.factory.quota.NotYetException;
import io.bongsu.factory.workflow.Failure;
import io.bongsu.factory.workflow.Failure.Kind;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationException;

/** The one table from AWS' error code to what follows from it. */
public final class AwsFailures implements Failure.Classifier {

    private static final int MAX_MESSAGE = 500;

    private static final Map<String, Kind> TABLE = Map.ofEntries(
            // AWS is at something else; the same call may work in a moment.
            entry("ConcurrentModificationException", Kind.BUSY),
            entry("ConflictException", Kind.BUSY),
            entry("FinalizingOrganizationException", Kind.BUSY),
            entry("PolicyChangesInProgressException", Kind.BUSY),
            entry("SourceParentNotFoundException", Kind.BUSY), // somebody moved it since we looked
            entry("AccountNotFoundException", Kind.BUSY), // not yet visible everywhere
            entry("CreateAccountStatusNotFoundException", Kind.BUSY),
            entry("OptInRequired", Kind.BUSY), // EC2 doesn't know a new account yet
            entry("PendingVerification", Kind.BUSY), // the same, in some Regions
            entry("ConcurrentModification", Kind.BUSY), // IAM
            entry("EntityTemporarilyUnmodifiable", Kind.BUSY), // IAM
            entry("ServiceException", Kind.BUSY),
            entry("InternalServerException", Kind.BUSY),
            entry("InternalFailure", Kind.BUSY),
            entry("ServiceUnavailable", Kind.BUSY),
            entry("ServiceUnavailableException", Kind.BUSY),
            entry("OperationInProgressException", Kind.BUSY), // another operation of the stack set
            entry("IncorrectState", Kind.BUSY), // a Transit Gateway attachment on its way from one state to another
            entry("DuplicateTransitGatewayAttachment", Kind.BUSY), // it is there and not shown yet
            entry("InvalidTransitGatewayAttachmentID.NotFound", Kind.BUSY),
            entry("DependencyViolation", Kind.BUSY), // what was deleted a moment ago is still counted
            entry("InvalidVpcID.NotFound", Kind.BUSY),
            entry("InvalidSubnetID.NotFound", Kind.BUSY),
            entry("ConstraintViolationException:ACCOUNT_CREATION_NOT_COMPLETE", Kind.BUSY),
            entry("ConstraintViolationException:CONCURRENT_ACCOUNT_MODIFICATION", Kind.BUSY),
            // Too many calls.
            entry("TooManyRequestsException", Kind.THROTTLED),
            entry("Throttling", Kind.THROTTLED),
            entry("ThrottlingException", Kind.THROTTLED),
            entry("ThrottledException", Kind.THROTTLED),
            entry("RequestLimitExceeded", Kind.THROTTLED),
            entry("RequestThrottled", Kind.THROTTLED),
            entry("SlowDown", Kind.THROTTLED),
            entry("ConstraintViolationException:ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED", Kind.THROTTLED),
            // What was asked for is wrong.
            entry("InvalidInputException", Kind.REJECTED),
            entry("ValidationException", Kind.REJECTED),
            entry("ValidationError", Kind.REJECTED),
            entry("ConstraintViolationException:TAG_POLICY_VIOLATION", Kind.REJECTED),
            entry("TagPolicyViolationException", Kind.REJECTED),
            // We may not, or the organization may not.
            entry("AccessDenied", Kind.FORBIDDEN),
            entry("AccessDeniedException", Kind.FORBIDDEN),
            entry("AccessDeniedForDependencyException", Kind.FORBIDDEN),
            entry("ServiceQuotaExceededException", Kind.FORBIDDEN),
            entry("UnauthorizedOperation", Kind.FORBIDDEN),
            entry("UnrecognizedClientException", Kind.FORBIDDEN),
            entry("InvalidClientTokenId", Kind.FORBIDDEN),
            entry("ExpiredToken", Kind.FORBIDDEN),
            entry("ExpiredTokenException", Kind.FORBIDDEN),
            entry("ConstraintViolationException:ACCOUNT_NUMBER_LIMIT_EXCEEDED", Kind.FORBIDDEN),
            entry("ConstraintViolationException:MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED", Kind.FORBIDDEN),
            entry("AWSOrganizationsNotInUseException", Kind.FORBIDDEN));

    @Override
    public Failure of(RuntimeException thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof NotYetException notYet) {
                return new Failure(Kind.TURN, "TURN", text(notYet), notYet.due(), true);
            }
        }
        return switch (thrown) {
            case AwsServiceException service -> answered(service);
            case ApiCallTimeoutException timeout -> new Failure(Kind.BUSY, "NO_ANSWER", text(timeout), null, false);
            case AbortedException aborted -> new Failure(Kind.BUSY, "NO_ANSWER", text(aborted), null, false);
            case SdkClientException client
            when causedByNetwork(client) -> new Failure(Kind.BUSY, "NO_ANSWER", text(client), null, false);
            default -> new Failure(Kind.UNKNOWN, thrown.getClass().getSimpleName(), text(thrown), null, false);
        };
    }

    private static Failure answered(AwsServiceException e) {
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? "HTTP " + e.statusCode()
                : e.awsErrorDetails().errorCode();
        if (e instanceof ConstraintViolationException violation && violation.reasonAsString() != null) {
            code += ":" + violation.reasonAsString();
        }
        boolean server = e.statusCode() >= 500;
        Kind otherwise = server
                ? Kind.BUSY
                : e.statusCode() == 429 ? Kind.THROTTLED : e.statusCode() == 403 ? Kind.FORBIDDEN : Kind.UNKNOWN;
        return new Failure(TABLE.getOrDefault(code, otherwise), code, text(e), null, !server);
    }

    private static boolean causedByNetwork(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String text(Throwable e) {
        String message = e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorMessage()
                : e.getMessage();
        String words = message == null ? e.getClass().getSimpleName() : message;
        return words.length() <= MAX_MESSAGE ? words : words.substring(0, MAX_MESSAGE) + "…";
    }
}
