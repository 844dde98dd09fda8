package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void tenConsecutivePortsEachForOnePart() {
        assertThat(new PortPlan(8440).byPart().values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(8440, 8452).boxed().toList());
    }

    @Test
    void everyPartHasPorts() {
        assertThat(new PortPlan(8440).byPart()).containsOnlyKeys(Parts.ALL);
    }

    @Test
    void basesThatLeaveNoRoomAreRefused() {
        assertThatThrownBy(() -> new PortPlan(65530))
                .hasMessageContaining("--port-base is 65530; expected 1024 to 65523");
        assertThatThrownBy(() -> new PortPlan(80)).hasMessageContaining("--port-base is 80");
    }
}
