package dev.fetchlight.live.connection;

import dev.fetchlight.live.wire.Wire;
import io.netty.channel.Channel;

/**
 * A connection that was handed over by the HTTP server, with nothing left in its pipeline but what
 * decodes WebSocket frames.
 *
 * @param endsAt when the right to watch ends, in nanoseconds of the system's clock
 */
public record Connection(Channel channel, Wire wire, long endsAt) {}
