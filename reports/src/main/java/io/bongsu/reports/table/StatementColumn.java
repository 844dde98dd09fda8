package io.bongsu.reports.table;

/** A column of the statement of operation that people may write into, under the heading that assessors know. */
public enum StatementColumn {
    APPLIED("운영여부\n(Y / N / N/A)"),
    STATUS("운영현황\n(또는 미선택사유)"),
    DOCUMENTS("관련문서\n(정책, 지침 등 세부조항번호까지)"),
    EVIDENCE("기록(증적자료)"),
    OWNER("담당자");

    private final String heading;

    StatementColumn(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}
