package io.bongsu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void koreanTakesTwoCells() {
        Table table = new Table("A", "B");
        table.row("봉수", "x");
        table.row("four", "y");

        assertThat(table.toString())
                .isEqualTo(
                        """
                A     B
                봉수  x
                four  y
                """);
    }

    @Test
    void cutNeverExceedsItsCells() {
        assertThat(Table.cut("봉수대", 4)).isEqualTo("봉…");
        assertThat(Table.cut("봉수", 4)).isEqualTo("봉수");
        assertThat(Table.cut("abcdef", 4)).isEqualTo("abc…");
    }

    @Test
    void controlCharactersOfALogCannotSteerTheTerminal() {
        assertThat(Table.cut("a\u001b[2Jb\nc", 20)).isEqualTo("a [2Jb c");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Table("A", "B").row("only one")).hasMessage("Row has 1 cells; expected 2");
    }
}
