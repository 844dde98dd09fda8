package io.bongsu.factory.approval;

/** The approval policy doesn't let this person decide; the message is its reason. */
public final class NotAllowedException extends RuntimeException {

    private final boolean answered;

    NotAllowedException(Decision decision) {
        super(decision.reason().en() + " / " + decision.reason().ko());
        answered = decision.answered();
    }

    /** Whether the policy said so, or said nothing. */
    public boolean answered() {
        return answered;
    }
}
