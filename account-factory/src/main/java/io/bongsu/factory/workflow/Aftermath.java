package io.bongsu.factory.workflow;

import io.bongsu.factory.request.VendingRequest;
import io.bongsu.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** What follows from a request outside it, in the transaction in which it changes. */
public interface Aftermath {

    /** Nothing follows. */
    Aftermath NONE = new Aftermath() {};

    /** A step of the request is done or taken back, with this result. */
    default void stepped(Transaction transaction, VendingRequest request, Map<String, String> result)
            throws SQLException {}

    /** The request has ended, as its state says. */
    default void ended(Transaction transaction, VendingRequest request, Instant now) throws SQLException {}
}
