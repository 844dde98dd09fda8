package io.bongsu.factory.approval;

import io.bongsu.contracts.LocalText;
import java.util.List;

/**
 * What the approval policy says.
 *
 * @param answered whether it said anything; where not, nobody may
 * @param auto whether the request needs nobody's approval
 * @param may whether this approver may approve
 * @param reason why, in words
 * @param approvers who may, as the policy names them
 */
public record Decision(boolean answered, boolean auto, boolean may, LocalText reason, List<String> approvers) {

    public Decision {
        approvers = List.copyOf(approvers);
    }

    static Decision none(String why) {
        return new Decision(
                false,
                false,
                false,
                new LocalText(
                        "The approval policy gave no answer, so nobody may approve: " + why,
                        "승인 정책의 응답이 없어 아무도 승인할 수 없음: " + why),
                List.of());
    }
}
