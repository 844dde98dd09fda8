package io.bongsu.collector.logtype;

import io.bongsu.contracts.QuarantineReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads fields of a line of columns separated by spaces, by the names in its header. {@code -} stands for no value, as AWS writes it. */
final class ColumnFields implements FieldReader {

    /** Headers seen; there is one for each flow log's format, and a hostile object must not fill the memory with others. */
    private static final int MAX_HEADERS = 1_000;

    private final Map<String, Integer> slotByName;
    private final int slots;
    private final Map<String, String[]> columnsByHeader = new ConcurrentHashMap<>();

    ColumnFields(List<String> names) {
        slots = names.size();
        slotByName = new HashMap<>();
        for (int slot = 0; slot < slots; slot++) {
            slotByName.put(names.get(slot), slot);
        }
    }

    @Override
    public @Nullable String[] read(byte[] record, @Nullable String schema) {
        @Nullable String[] values = new String[slots];
        String[] columns = columns(schema);
        String[] cells = cells(record, columns);
        for (int i = 0; i < cells.length; i++) {
            Integer slot = slotByName.get(columns[i]);
            if (slot != null && !cells[i].equals("-")) {
                values[slot] = cells[i];
            }
        }
        return values;
    }

    /** The names of the columns, from the header line. */
    String[] columns(@Nullable String schema) {
        if (schema == null) {
            throw new UnreadableRecordException(
                    QuarantineReason.MALFORMED,
                    "The record came without its header; expected one that names the columns");
        }
        if (columnsByHeader.size() > MAX_HEADERS) {
            columnsByHeader.clear();
        }
        return columnsByHeader.computeIfAbsent(schema, header -> header.split(" +"));
    }

    /** The line's cells, as many as there are columns. */
    static String[] cells(byte[] record, String[] columns) {
        String[] cells = text(record).strip().split(" +");
        if (cells.length != columns.length) {
            throw new UnreadableRecordException(
                    QuarantineReason.MALFORMED,
                    "The line has %d columns; its header names %d".formatted(cells.length, columns.length));
        }
        return cells;
    }

    private static String text(byte[] record) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException(QuarantineReason.MALFORMED, "The line is not UTF-8");
        }
    }
}
