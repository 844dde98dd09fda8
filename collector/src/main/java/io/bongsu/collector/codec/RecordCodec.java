package io.bongsu.collector.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one object's decompressed bytes piece by piece. Not for use by several threads. */
public interface RecordCodec {

    /**
     * The next piece, or null at the end.
     *
     * @throws IOException when the source can't be read; what can't be understood is a {@link Piece.Broken} instead
     */
    @Nullable Piece next() throws IOException;
}
