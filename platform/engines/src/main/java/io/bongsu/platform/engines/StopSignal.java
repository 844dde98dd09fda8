package io.bongsu.platform.engines;

/** What a process takes as the request to end in order. */
public enum StopSignal {
    /** The usual request. */
    TERM,
    /** PostgreSQL's "fast" shutdown; TERM would wait until the last client has gone. */
    INT
}
