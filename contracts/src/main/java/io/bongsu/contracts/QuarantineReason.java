package io.bongsu.contracts;

/** Why a record or an object could not be stored as a document. A label of metrics and a field of dead letters. */
public enum QuarantineReason {
    /** No log type recognises the object, neither by its key nor by its content. */
    UNKNOWN_LOG_TYPE,
    /** The object is named or announced as gzip and isn't. */
    NOT_GZIP,
    /** The object ends before its compression or its last record does. */
    TRUNCATED,
    /** The checksum or the structure of the compressed data is wrong. */
    CORRUPT,
    /** Something that is no record follows the last record. */
    TRAILING_DATA,
    /** The object has no bytes. */
    EMPTY,
    /** The text is not of the format that its log type has. */
    MALFORMED,
    /** The envelope lacks its list of records, or the list is not a list. */
    MISSING_RECORDS,
    /** One record is larger than the limit. */
    TOO_LARGE,
    /** The record lacks what its identity is made of. */
    NO_IDENTITY,
    /** The event time is missing, unreadable, or outside the bounds within which an index is opened. */
    EVENT_TIME,
    /** OpenSearch refused the document in every form. */
    REJECTED,
    /** The message that announces objects is of no known form. */
    UNKNOWN_NOTIFICATION
}
