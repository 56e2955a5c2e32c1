package dev.fetchlight.http;

import java.util.concurrent.Callable;

/**
 * A part of the service that can be up or down.
 *
 * @param check answers with one line about it, or throws with a sentence that says what is wrong;
 *     may block
 */
public record HealthPart(String name, Callable<String> check) {}
