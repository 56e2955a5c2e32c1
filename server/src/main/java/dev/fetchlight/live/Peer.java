package dev.fetchlight.live;

import dev.fetchlight.live.connection.Connection;
import dev.fetchlight.live.connection.Kernel;
import dev.fetchlight.live.connection.Liveness;
import dev.fetchlight.live.wire.Closing;
import dev.fetchlight.live.wire.Message;
import dev.fetchlight.live.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is shown jobs; lives on its event loop alone. At most one frame is on its way
 * to the kernel. While it is, newer states are only owed: which jobs, not which state, so that the
 * newest one goes out once the kernel has taken the last.
 */
abstract class Peer extends ChannelInboundHandlerAdapter {
  /** More unread answers than this has only who asks without reading. */
  private static final int MOST_WORDS = 1_000;

  final LoopHub hub;
  final Wire wire;
  final Liveness liveness;
  private final Channel channel;
  private @Nullable SequencedSet<WatchedJob> owed;
  private @Nullable Deque<byte[]> words;
  private @Nullable Closing closing;
  private boolean blocked;
  private boolean ended;

  Peer(Connection connection, LoopHub hub) {
    this.hub = hub;
    this.channel = connection.channel();
    this.wire = connection.wire();
    this.liveness = new Liveness(System.nanoTime(), connection.endsAt());
  }

  /** The newest state of a job goes out to it now. */
  void given(WatchedJob job) {}

  /** Everything owed has been given. */
  void settled() {}

  /** The kernel takes more: gives what is owed, now or with the next beat. */
  abstract void resume();

  /** The connection has ended. */
  abstract void left();

  /** The kernel does not take what was given to it last. */
  final boolean blocked() {
    return blocked;
  }

  final boolean closing() {
    return closing != null;
  }

  final int owes() {
    return owed == null ? 0 : owed.size();
  }

  /** The newest state of a job is to go out with the next {@link #flush}. */
  final void owe(WatchedJob job) {
    if (closing != null) {
      return;
    }
    if (owed == null) {
      owed = new LinkedHashSet<>();
    }
    if (!owed.add(job)) {
      hub.tally.replaced++;
    }
  }

  /** Nothing is owed and the kernel takes what it gets, so that a batch made for all will do. */
  final boolean ready() {
    return !blocked && closing == null && (owed == null || owed.isEmpty());
  }

  /** Sends what is owed, as far as the kernel takes it. */
  final void flush() {
    while (!blocked && closing == null && owed != null && !owed.isEmpty()) {
      Batch batch = hub.batch();
      while (!owed.isEmpty() && !batch.full()) {
        WatchedJob job = owed.removeFirst();
        batch.add(job, wire);
        given(job);
      }
      send(batch);
    }
    if (ready()) {
      owed = null;
      settled();
    }
  }

  /** Shows what was made for all; whoever does knows that this peer is {@link #ready}. */
  final void show(Batch batch) {
    send(batch);
    flush();
  }

  private void send(Batch batch) {
    int end = batch.bytes().writerIndex();
    int taken = write(batch.bytes(), end);
    if (taken == end) {
      hub.tally.sent += batch.frames();
      return;
    }
    // The frame that was begun has to be finished; those after it may still become newer ones.
    int cut = batch.frameAt(taken);
    hub.tally.sent += cut + 1;
    if (owed == null) {
      owed = new LinkedHashSet<>();
    }
    for (WatchedJob job : batch.after(cut).reversed()) {
      owed.addFirst(job);
    }
    hand(batch.bytes(), taken, batch.endOf(cut));
  }

  final void say(Message message) {
    say(out -> wire.message(message, out));
  }

  /** Says something that no later word replaces. */
  final void say(Consumer<ByteBuf> content) {
    if (closing != null) {
      return;
    }
    ByteBuf bytes = hub.words();
    content.accept(bytes);
    if (!blocked) {
      sendWhole(bytes);
      return;
    }
    if (words == null) {
      words = new ArrayDeque<>();
    }
    if (words.size() == MOST_WORDS) {
      close(Closing.POLICY);
      return;
    }
    byte[] kept = new byte[bytes.readableBytes()];
    bytes.readBytes(kept);
    words.add(kept);
  }

  /** Says goodbye, as soon as the kernel takes it. What is owed is not given any more. */
  final void close(Closing why) {
    if (closing == null) {
      closing = why;
      owed = null;
      liveness.closing(System.nanoTime());
      if (!blocked) {
        end(why);
      }
    }
  }

  /** Ends the connection; what the kernel has taken still goes out. */
  final void cut() {
    var _ = channel.close();
  }

  private void end(Closing why) {
    ended = true;
    ByteBuf bytes = hub.words();
    wire.end(why, bytes);
    if (bytes.isReadable()) {
      sendWhole(bytes);
    }
    if (!blocked) {
      finish();
    }
  }

  /** Everything is said: nothing more goes out, and the other side ends the connection. */
  private void finish() {
    if (channel instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
    } else {
      cut();
    }
  }

  private void sendWhole(ByteBuf bytes) {
    int end = bytes.writerIndex();
    int taken = write(bytes, end);
    if (taken < end) {
      hand(bytes, taken, end);
    }
  }

  private int write(ByteBuf bytes, int end) {
    try {
      return Kernel.write(channel, bytes, 0, end);
    } catch (IOException e) {
      // The other side is gone; the channel tells so in a moment.
      cut();
      return end;
    }
  }

  /** Lets Netty write the rest, since it knows how to wait for the kernel. */
  private void hand(ByteBuf bytes, int from, int to) {
    ByteBuf rest = Unpooled.directBuffer(to - from).writeBytes(bytes, from, to - from);
    ChannelFuture written = channel.writeAndFlush(rest);
    if (written.isDone()) {
      return;
    }
    blocked = true;
    liveness.blocked(System.nanoTime());
    written.addListener(_ -> unblocked());
  }

  private void unblocked() {
    blocked = false;
    liveness.unblocked();
    while (!blocked && words != null && !words.isEmpty()) {
      sendWhole(hub.words().writeBytes(words.removeFirst()));
    }
    if (closing == null) {
      resume();
    } else if (!blocked && ended) {
      finish();
    } else if (!blocked) {
      end(closing);
    }
  }

  /**
   * Takes its place on the connection. It may have ended before, and ends in the middle of whatever
   * goes through all peers: hence a task of its own.
   */
  final void begin() {
    channel.pipeline().addLast(this);
    channel.closeFuture().addListener(_ -> channel.eventLoop().execute(this::ended));
  }

  private void ended() {
    closing = closing == null ? Closing.DONE : closing;
    owed = null;
    words = null;
    hub.left(this);
    left();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    cut();
  }
}
