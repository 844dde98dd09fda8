package io.bongsu.factory.organization;

import java.util.List;

/** A declaration that can't be used, with everything that is wrong. */
public final class DeclarationException extends RuntimeException {

    private final transient List<Flaw> flaws;

    DeclarationException(List<Flaw> flaws) {
        super("The declaration has %d flaw(s), the first: %s is '%s'; expected %s"
                .formatted(
                        flaws.size(),
                        flaws.getFirst().field(),
                        flaws.getFirst().given(),
                        flaws.getFirst().expected()));
        this.flaws = List.copyOf(flaws);
    }

    /** All of them. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
