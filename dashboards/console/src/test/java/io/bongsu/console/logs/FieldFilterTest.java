package io.bongsu.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldFilterTest {

    @Test
    void theUrlsFormIsReadAndWritten() {
        assertThat(FieldFilter.parse("!user.arn:arn:aws:iam::1:user/a")).hasValueSatisfying(filter -> {
            assertThat(filter.field()).isEqualTo("user.arn");
            assertThat(filter.value()).isEqualTo("arn:aws:iam::1:user/a");
            assertThat(filter.negated()).isTrue();
            assertThat(filter.text()).isEqualTo("!user.arn:arn:aws:iam::1:user/a");
        });
    }

    @Test
    void fieldsOutsideTheListAndEndlessValuesAreNone() {
        assertThat(FieldFilter.parse("_id:1")).isEmpty();
        assertThat(FieldFilter.parse("event.action")).isEmpty();
        assertThat(FieldFilter.parse(":x")).isEmpty();
        assertThat(FieldFilter.parse("event.action:" + "x".repeat(1_001))).isEmpty();
    }
}
