package io.bongsu.factory.request;

/** Who must act before a held request can go on. */
public enum Who {
    REQUESTER,
    OPERATOR,
    APPROVER
}
