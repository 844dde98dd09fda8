package io.bongsu.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PanelWordsTest {

    @Test
    void anArnIsShownByWhatTellsItFromOthers() {
        assertThat(PanelWords.shortened("arn:aws:iam::111122223333:user/kim")).isEqualTo("user/kim (111122223333)");
        assertThat(PanelWords.shortened("arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/shop/0a1b"))
                .isEqualTo("regional/webacl/shop/0a1b (111122223333)");
        assertThat(PanelWords.shortened("arn:aws:s3:::bucket")).isEqualTo("bucket");
        assertThat(PanelWords.shortened("arn:broken")).isEqualTo("arn:broken");
        assertThat(PanelWords.shortened("kim")).isEqualTo("kim");
    }
}
