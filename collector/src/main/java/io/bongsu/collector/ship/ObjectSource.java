package io.bongsu.collector.ship;

import io.bongsu.collector.logtype.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** An object that can be opened and read from its beginning, again if need be. */
interface ObjectSource {

    /** What it is called. */
    SourceObject object();

    /** Its bytes. */
    Content open() throws IOException;

    /**
     * An open object.
     *
     * @param stream its bytes as stored
     * @param modified when it was last written; a dead letter's time
     */
    record Content(InputStream stream, Instant modified) {}
}
