/**
 * Speaks the contract: checks a request, calls a room, answers; turns every failure into a problem
 * in one switch.
 */
@NullMarked
package dev.fetchlight.http;

import org.jspecify.annotations.NullMarked;
