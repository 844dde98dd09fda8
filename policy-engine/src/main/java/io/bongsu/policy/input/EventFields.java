package io.bongsu.policy.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of a CloudTrail record that decide whether a guardrail is asked about it, found without building the record.
 *
 * @param eventSource for example {@code signin.amazonaws.com}, or null
 * @param eventName for example {@code StopLogging}, or null
 * @param userIdentityType for example {@code Root}, or null
 */
public record EventFields(@Nullable String eventSource, @Nullable String eventName, @Nullable String userIdentityType) {

    /**
     * Reads to the end even when all three are found: a record that breaks off must not pass as one that matches nothing.
     *
     * @throws UnjudgeableException when the record is no JSON object
     */
    public static EventFields read(byte[] record) {
        String eventSource = null;
        String eventName = null;
        String userIdentityType = null;
        try (JsonParser parser = ExactJson.MAPPER.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnjudgeableException("The record is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "eventSource" -> eventSource = text(parser, value);
                    case "eventName" -> eventName = text(parser, value);
                    case "userIdentity" -> userIdentityType = type(parser, value);
                    default -> parser.skipChildren();
                }
            }
            return new EventFields(eventSource, eventName, userIdentityType);
        } catch (IOException e) {
            throw new UnjudgeableException("The record is no JSON that can be judged", e);
        }
    }

    private static @Nullable String type(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String type = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken inner = parser.nextToken();
            if (name.equals("type")) {
                type = text(parser, inner);
            } else {
                parser.skipChildren();
            }
        }
        return type;
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }
}
