package io.bongsu.factory.organization;

/**
 * Something that is wrong with a declaration.
 *
 * @param code for programs
 * @param field where
 * @param given what stands there
 * @param expected what should
 */
public record Flaw(String code, String field, String given, String expected) {}
