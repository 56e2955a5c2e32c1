package dev.fetchlight.engine;

/**
 * Whether an engine can work.
 *
 * @param detail its version, or what is missing and how to get it
 */
public record Readiness(boolean ready, String detail) {}
