package dev.fetchlight.http.door;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * First on a connection: passes requests on as they came, answers what is none with a problem, and
 * knows since when the peer owes something. Gone once the connection is no more HTTP.
 */
final class Guard extends ByteToMessageDecoder {
  private static final int MOST_KEPT = 64 * 1_024;

  private final Door door;
  private final Framing framing = new Framing();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Flaw flaw;
  private @Nullable ByteBuf kept;
  private int answered;
  private boolean answering;
  private boolean switched;
  private boolean ended;
  private long since = System.nanoTime();

  /** What it waits for since then. */
  private Owed owed = Owed.FIRST;

  /** What a peer owes. */
  enum Owed {
    FIRST,
    HEAD,
    BODY,
    NOTHING,
    NEXT
  }

  Guard(Door door) {
    this.door = door;
  }

  /** Whether nothing was asked for yet. */
  boolean silent() {
    return framing.requests() == 0;
  }

  /** Whether nobody would miss the connection: nothing is asked for, and nothing is answered. */
  boolean idle() {
    return switch (owed) {
      case FIRST, HEAD, NEXT -> true;
      case BODY, NOTHING -> false;
    };
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext removed) {
    owe(Owed.NOTHING);
    door.handedOver(this);
    if (kept != null) {
      var _ = removed.pipeline().addFirst(new Backlog(kept));
      kept = null;
    }
  }

  @Override
  protected void decode(ChannelHandlerContext decoding, ByteBuf in, List<Object> out) {
    if (ended || flaw != null) {
      in.skipBytes(in.readableBytes());
    } else if (kept != null || (!switched && framing.socket() && answered < framing.requests())) {
      keep(in);
    } else if (switched) {
      out.add(in.readRetainedSlice(in.readableBytes()));
    } else {
      try {
        pass(decoding, in, out);
      } catch (Flaw bad) {
        refuse(bad);
        in.skipBytes(in.readableBytes());
      }
    }
  }

  /** What comes before a socket was agreed to may be its frames, or the next request. */
  private void keep(ByteBuf in) {
    ByteBuf before = kept == null ? Unpooled.buffer() : kept;
    kept = before.writeBytes(in);
    if (before.readableBytes() > MOST_KEPT) {
      refuse(Flaw.malformed("Wait for the answer before you send frames."));
    }
  }

  /** Looks at what was kept as requests, since there is no socket after all. */
  private void goOn() {
    ByteBuf bytes = kept;
    kept = null;
    if (bytes != null) {
      var _ = context().pipeline().fireChannelRead(bytes).fireChannelReadComplete();
    }
  }

  private void pass(ChannelHandlerContext decoding, ByteBuf in, List<Object> out) {
    int before = framing.requests();
    int length = framing.pass(in);
    if (framing.instead() != null) {
      out.add(ByteBufUtil.writeAscii(decoding.alloc(), framing.instead()));
      in.skipBytes(length);
    } else if (length > 0) {
      out.add(in.readRetainedSlice(length));
    }
    if (framing.requests() > before && framing.socket() && in.isReadable()) {
      // At once: what lies here when this handler goes would be heard by others that go as well.
      keep(in);
    }
    if (framing.inBody()) {
      owe(Owed.BODY);
    } else if (framing.requests() > answered) {
      owe(Owed.NOTHING);
    } else if (!framing.between()) {
      owe(Owed.HEAD);
    }
  }

  /** An answer was begun. */
  void answering() {
    answering = true;
  }

  /** The oldest request without an answer has one. */
  void answered() {
    answered++;
    answering = false;
    if (flaw != null) {
      refuse(flaw);
    } else if (!framing.inBody() && answered == framing.requests() && !switched) {
      owe(framing.between() ? Owed.NEXT : Owed.HEAD);
      if (kept != null) {
        context().executor().execute(this::goOn);
      }
    }
  }

  /** What comes from now on is a WebSocket's, for whoever takes the connection over. */
  void switched() {
    switched = true;
    owe(Owed.NOTHING);
  }

  private void owe(Owed now) {
    if (owed != now) {
      owed = now;
      since = System.nanoTime();
      door.changed(this);
    }
  }

  /** Ends the connection where the peer takes too long. */
  void judge(long now, Deadlines deadlines) {
    long waited = now - since;
    switch (owed) {
      case FIRST -> closeAfter(deadlines.head(), waited);
      case NEXT -> closeAfter(deadlines.rest(), waited);
      case HEAD -> refuseAfter(deadlines.head(), waited);
      case BODY -> refuseAfter(deadlines.body(), waited);
      case NOTHING -> {}
    }
  }

  private void closeAfter(Duration most, long waited) {
    if (waited >= most.toNanos()) {
      close();
    }
  }

  private void refuseAfter(Duration most, long waited) {
    if (waited >= most.toNanos()) {
      refuse(Flaw.slow());
    }
  }

  /** Answers in turn: after all that was asked before, or not at all where that is too late. */
  private void refuse(Flaw why) {
    flaw = why;
    if (ended) {
      return;
    }
    int whole = framing.requests() - (framing.inBody() ? 1 : 0);
    if (answered < whole) {
      return;
    }
    ended = true;
    owe(Owed.NOTHING);
    if (answering || answered > whole) {
      close();
    } else {
      Refusal.say(context(), why.problem());
    }
  }

  private void close() {
    var _ = context().close();
  }

  /** From any thread: makes room for another, unless it has asked for something meanwhile. */
  void giveWay() {
    context()
        .executor()
        .execute(() -> {
          if (idle()) {
            close();
          }
        });
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not on a connection yet");
    }
    return context;
  }
}
