package io.bongsu.collector.logtype;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bongsu.contracts.LocalText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code type.yaml} as it is written. {@link LogType} is what comes of it. */
record LogTypeFile(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) LocalText title,
        @JsonProperty(required = true) Topic topic,
        @Nullable List<String> key,
        @JsonProperty(required = true) Recognise recognise,
        @JsonProperty(required = true) CodecChoice codec,
        @JsonProperty(required = true) Identity identity,
        @Nullable List<String> numbers,
        @JsonProperty(required = true) Map<String, FieldRule> head) {

    /** Which topic the records go to. */
    enum Topic {
        @JsonProperty("logs")
        LOGS,
        @JsonProperty("config-items")
        CONFIG_ITEMS
    }

    /**
     * How an object of the type is recognised; all are regular expressions.
     *
     * @param ignore keys of objects that are the service's own and hold no records
     * @param key one of them is found in the key
     * @param content where no type knows the key: all of them are found in the first bytes
     */
    record Recognise(
            @Nullable List<String> ignore,
            @JsonProperty(required = true) List<String> key,
            @JsonProperty(required = true) List<String> content) {}

    /** One of the codecs. */
    record CodecChoice(@Nullable Json json, @Nullable Lines lines) {
        record Json(@Nullable String records) {}

        record Lines(@JsonProperty(required = true) String header, @Nullable String assumed) {}
    }

    /**
     * What a record is known by.
     *
     * @param id its parts: field names, {@code @account}, {@code @region}, {@code @time}, or {@code @content} alone for a hash of content
     *     and place
     */
    record Identity(
            @JsonProperty(required = true) List<String> id,
            @JsonProperty(required = true) List<FieldRule> account,
            @JsonProperty(required = true) List<FieldRule> region,
            @JsonProperty(required = true) FieldRule time) {}
}
