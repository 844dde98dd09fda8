package io.bongsu.platform.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildTest {

    @Test
    void aRecycledProcessIdIsSomebodyElse() {
        long pid = ProcessHandle.current().pid();
        String birth = Child.birth(pid).orElseThrow();

        assertThat(new Child("opa", pid, birth, 0, "http://127.0.0.1:1").alive())
                .isTrue();
        assertThat(new Child("opa", pid, birth + "0", 0, "http://127.0.0.1:1").alive())
                .isFalse();
    }

    @Test
    void anEndedProcessIsNotAlive() throws Exception {
        Process process = new ProcessBuilder("sleep", "30").start();
        Child child =
                new Child("opa", process.pid(), Child.birth(process.pid()).orElseThrow(), 0, "http://127.0.0.1:1");
        assertThat(child.alive()).isTrue();
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(child.alive()).isFalse();
    }
}
