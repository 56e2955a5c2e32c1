/**
 * Carries small messages between nodes, behind {@link dev.fetchlight.bus.Bus}. May lose messages,
 * never reorders them within a topic. Knows bytes, nothing of jobs.
 */
@NullMarked
package dev.fetchlight.bus;

import org.jspecify.annotations.NullMarked;
