package io.bongsu.factory.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * An answer of AWS as JSON, in the API's own field names. What AWS left out is left out. The JSON APIs' names are those on the wire, the XML
 * APIs' those of the API's model, as the AWS CLI prints them.
 */
enum AwsJson {
    /** AWS Config, CloudTrail, GuardDuty, Security Hub, Access Analyzer, Budgets, Organizations, Account Management. */
    WIRE(SdkField::locationName),
    /** IAM, EC2, S3 Control. */
    MODEL(SdkField::memberName);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Function<SdkField<?>, String> name;

    AwsJson(Function<SdkField<?>, String> name) {
        this.name = name;
    }

    ObjectNode of(SdkPojo answer) {
        ObjectNode object = NODES.objectNode();
        for (SdkField<?> field : answer.sdkFields()) {
            Object value = field.getValueOrDefault(answer);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                object.set(name.apply(field), node(value));
            }
        }
        return object;
    }

    /** A list under its name, empty where AWS left it out: all pages of an answer together. */
    ObjectNode list(String member, Iterable<? extends SdkPojo> items) {
        ObjectNode object = NODES.objectNode();
        ArrayNode list = object.putArray(member);
        items.forEach(each -> list.add(of(each)));
        return object;
    }

    private JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case SdkPojo pojo -> of(pojo);
            case String text -> NODES.textNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case Instant time -> NODES.textNode(time.toString());
            case SdkBytes bytes -> NODES.binaryNode(bytes.asByteArray());
            case Collection<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                list.forEach(each -> array.add(node(each)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, each) -> object.set(key.toString(), node(each)));
                yield object;
            }
            default -> NODES.textNode(value.toString()); // An enumeration, or a number that Jackson has no node for.
        };
    }
}
