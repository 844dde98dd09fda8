package io.bongsu.factory.quota;

/**
 * A token bucket's measures.
 *
 * @param perSecond tokens that come back each second
 * @param burst tokens that it holds at most
 */
public record Rate(double perSecond, int burst) {
    public Rate {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException(
                    "Rate is %s per second, burst %d; expected more than 0 and at least 1".formatted(perSecond, burst));
        }
    }
}
