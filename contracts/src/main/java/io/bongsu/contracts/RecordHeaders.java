package io.bongsu.contracts;

/**
 * Headers of a record on a log topic. The value is the record's bytes as AWS delivered them; everything Bongsu adds is here. All values
 * are UTF-8.
 */
public final class RecordHeaders {

    /** The log type's name, for example {@code cloudtrail}. */
    public static final String LOG_TYPE = "log.type";

    /** The twelve digits of the account that the record is about. */
    public static final String ACCOUNT = "account";

    /** The AWS Region, or {@code global}. */
    public static final String REGION = "region";

    /** Where the record was read: {@code s3://bucket/key} or {@code file:relative/path}. */
    public static final String SOURCE = "source";

    /** The record's place in its source object, counted from 0. */
    public static final String POSITION = "position";

    /** The record's identity; the OpenSearch document id. */
    public static final String RECORD_ID = "record.id";

    /** When the event happened, ISO-8601 in UTC. */
    public static final String EVENT_TIME = "event.time";

    /** What is needed to read the value apart from the value itself: the header line of a text format. */
    public static final String SCHEMA = "schema";

    /** Dead letters only: a {@link QuarantineReason}. */
    public static final String REASON = "reason";

    /** Dead letters only: what was wrong, in words, for a person. */
    public static final String MESSAGE = "message";

    /** Dead letters only: the part that gave up, {@code ship} or {@code index}. */
    public static final String STAGE = "stage";

    private RecordHeaders() {}
}
