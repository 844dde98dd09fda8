package io.bongsu.policy.evaluation;

/** Nothing could be judged now; asking again later makes sense. */
public final class EvaluationUnavailableException extends RuntimeException {

    EvaluationUnavailableException(String message) {
        super(message);
    }
}
