package io.bongsu.factory.blueprint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param address the first one, as a number from 0 to 2³² - 1
 * @param netmask how many of its bits all addresses of the range share
 */
public record Cidr(long address, int netmask) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    public Cidr {
        if (netmask < 0
                || netmask > 32
                || address < 0
                || address >= 1L << 32
                || address % (1L << (32 - netmask)) != 0) {
            throw new IllegalArgumentException(
                    "%s/%d is no range; expected a mask of 0 to 32 and only zeros behind it, such as 10.64.0.0/14"
                            .formatted(dotted(address), netmask));
        }
    }

    /** From {@code 10.64.0.0/14}. */
    @JsonCreator
    public static Cidr of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is no range; expected one such as 10.64.0.0/14".formatted(text));
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(parts.group(i));
            if (octet > 255) {
                throw new IllegalArgumentException(
                        "'%s' has a part over 255; expected e.g. 10.64.0.0/14".formatted(text));
            }
            address = address << 8 | octet;
        }
        return new Cidr(address, Integer.parseInt(parts.group(5)));
    }

    /** How many addresses it has. */
    public long size() {
        return 1L << (32 - netmask);
    }

    /** Whether they have an address in common. */
    public boolean overlaps(Cidr other) {
        return address < other.address + other.size() && other.address < address + size();
    }

    /** The first range of that mask in this one that begins at or after an address. */
    public Optional<Cidr> from(long first, int smaller) {
        long size = 1L << (32 - smaller);
        long start = (Math.max(first, address) + size - 1) / size * size;
        return smaller < netmask || start + size > address + size()
                ? Optional.empty()
                : Optional.of(new Cidr(start, smaller));
    }

    @Override
    @JsonValue
    public String toString() {
        return dotted(address) + "/" + netmask;
    }

    private static String dotted(long address) {
        return "%d.%d.%d.%d".formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
    }
}
