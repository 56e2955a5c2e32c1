/**
 * A crowd of WebSocket clients on the loopback address, cheap enough to load a server from the same
 * machine: one thread, no allocation a frame. For tests and benchmarks; knows the JDK alone.
 */
@NullMarked
package dev.fetchlight.crowd;

import org.jspecify.annotations.NullMarked;
