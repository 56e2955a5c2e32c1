package dev.fetchlight.egress;

import dev.fetchlight.egress.address.Pass;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.egress.address.Target;
import dev.fetchlight.egress.http1.Answer;
import dev.fetchlight.egress.http1.HeadCleaner;
import dev.fetchlight.egress.http1.HeadReader;
import dev.fetchlight.egress.http1.RequestHead;
import dev.fetchlight.egress.proxy.Snag;
import dev.fetchlight.egress.proxy.SnagException;
import dev.fetchlight.egress.proxy.Snags;
import dev.fetchlight.egress.proxy.Tunnel;
import dev.fetchlight.egress.proxy.Way;
import dev.fetchlight.egress.proxy.Wayfinder;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller at a gate, from its request to the moment when bytes flow or it is sent away. One
 * connection carries one request, so that no second request can ride on the first one's verdict.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails.
final class Visit extends ChannelInboundHandlerAdapter {
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";
  private static final long HEAD_SECONDS = 10;
  private static final long GOODBYE_SECONDS = 2;

  private final Wayfinder ways;
  private final Papers papers;
  private final Dial.Line line;
  private final Bandwidth.@Nullable Share share;
  private @Nullable Future<?> patience;
  private boolean answered;

  /**
   * What is one gate's own.
   *
   * @param refusals hears of what was not allowed
   * @param snags hears of proxies
   * @param pulse beats with what goes over the gate
   * @param pass what is shown at its place
   */
  record Papers(
      Credentials credentials,
      Consumer<Refusal> refusals,
      Snags snags,
      Pulse pulse,
      Supplier<@Nullable Pass> pass) {}

  Visit(Wayfinder ways, Papers papers, Dial.Line line, Bandwidth.@Nullable Share share) {
    this.ways = ways;
    this.papers = papers;
    this.line = line;
    this.share = share;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    patience =
        ctx.executor()
            .schedule(
                () -> answer(ctx, Answer.TOO_SLOW, "The request did not arrive in time."),
                HEAD_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (answered || !(message instanceof String head)) {
      ReferenceCountUtil.release(message);
      return;
    }
    rest();
    Optional<RequestHead> request = RequestHead.parse(head);
    if (request.isEmpty()) {
      answer(ctx, Answer.MALFORMED, "This is no HTTP/1 request.");
    } else if (!papers.credentials().match(request.get().all("Proxy-Authorization"))) {
      answer(ctx, Answer.NOT_OURS, "This proxy serves its own children alone.");
    } else {
      papers.pulse().asked();
      run(ctx, Errand.of(request.get(), papers.pass().get()));
    }
  }

  private void run(ChannelHandlerContext ctx, Errand errand) {
    switch (errand) {
      case Errand.Tunnel tunnel -> judge(ctx, tunnel.target(), errand);
      case Errand.Forward forward -> judge(ctx, forward.target(), errand);
      case Errand.Forbidden forbidden -> refuse(ctx, forbidden.refusal());
      case Errand.Nonsense nonsense -> answer(ctx, Answer.MALFORMED, nonsense.sentence());
    }
  }

  private void judge(ChannelHandlerContext ctx, Target target, Errand errand) {
    ctx.channel().config().setAutoRead(false);
    patience =
        ctx.executor()
            .schedule(
                () -> answer(ctx, Answer.TIMED_OUT, "The name could not be looked up in time."),
                line.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
    Thread.ofVirtual()
        .name("egress-judge")
        .start(() -> {
          Way way = ways.find(target);
          ctx.executor().execute(() -> go(ctx, target, errand, way));
        });
  }

  private void go(ChannelHandlerContext ctx, Target target, Errand errand, Way way) {
    rest();
    if (answered || !ctx.channel().isActive()) {
      return;
    }
    EventLoop loop = ctx.channel().eventLoop();
    switch (way) {
      case Way.Refused refused -> refuse(ctx, refused.refusal());
      case Way.Unknown unknown -> answer(ctx, Answer.UNREACHABLE, unknown.sentence());
      case Way.Lost lost -> snagged(ctx, lost.snag());
      case Way.Straight straight ->
          Dial.start(loop, line, straight.addresses(), target.port())
              .addListener((Future<Channel> reached) -> {
                if (reached.isSuccess()) {
                  join(ctx, reached.getNow(), errand);
                } else if (reached.cause() instanceof SocketTimeoutException) {
                  answer(ctx, Answer.TIMED_OUT, target + " did not answer in time.");
                } else {
                  answer(ctx, Answer.UNREACHABLE, target + " cannot be reached.");
                }
              });
      case Way.Through through -> {
        papers.snags().begin(this, through);
        int port = through.proxy().place().port();
        Tunnel.open(
                loop,
                through,
                () -> Dial.start(loop, line, through.addresses(), port),
                line.secure(),
                line.timeout())
            .addListener((Future<Channel> led) -> {
              if (led.isSuccess()) {
                papers.snags().through(this);
                join(ctx, led.getNow(), errand);
              } else if (led.cause() instanceof SnagException e) {
                snagged(ctx, e.snag());
              }
            });
      }
    }
  }

  private void snagged(ChannelHandlerContext ctx, Snag snag) {
    papers.snags().failed(this, snag);
    answer(ctx, Answer.UNREACHABLE, snag.sentence());
  }

  /** Lets the bytes flow, first those that came right behind the request's head. */
  private void join(ChannelHandlerContext ctx, Channel site, Errand errand) {
    Channel caller = ctx.channel();
    if (!caller.isActive()) {
      site.close();
      return;
    }
    Relay.prepare(caller, null);
    Relay.prepare(site, share);
    long limit = Long.MAX_VALUE;
    if (errand instanceof Errand.Forward forward) {
      limit = forward.body();
      site.pipeline().addLast(new HeadCleaner());
      site.write(Unpooled.copiedBuffer(forward.head(), StandardCharsets.ISO_8859_1));
    } else {
      caller.write(Unpooled.copiedBuffer(ESTABLISHED, StandardCharsets.US_ASCII));
    }
    site.pipeline().addLast(new Relay(caller, Long.MAX_VALUE, share, papers.pulse()));
    ctx.pipeline().replace(this, null, new Relay(site, limit, null, null));
    caller.pipeline().remove(HeadReader.class);
    caller.flush();
    site.flush();
    caller.config().setAutoRead(true);
    site.config().setAutoRead(true);
    if (((DuplexChannel) caller).isInputShutdown()) {
      // The end came while nobody could pass it on.
      caller.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
  }

  private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
    papers.refusals().accept(refusal);
    answer(ctx, Answer.REFUSED, refusal.reason());
  }

  /**
   * Says why, ends, and reads on for a moment: a close with unread bytes would destroy the words.
   */
  private void answer(ChannelHandlerContext ctx, Answer answer, String sentence) {
    if (answered || !ctx.channel().isActive()) {
      return;
    }
    answered = true;
    rest();
    ctx.pipeline().remove(HeadReader.class);
    ctx.writeAndFlush(answer.because(sentence))
        .addListener(written -> ((DuplexChannel) ctx.channel()).shutdownOutput());
    ctx.channel().config().setAutoRead(true);
    patience = ctx.executor().schedule(() -> ctx.close(), GOODBYE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (answered && ((DuplexChannel) ctx.channel()).isInputShutdown()) {
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    rest();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause.getCause() instanceof TooLongFrameException
        || cause instanceof TooLongFrameException) {
      answer(ctx, Answer.TOO_LARGE, "The request's head is longer than 64 KiB.");
    } else {
      ctx.close();
    }
  }

  private void rest() {
    if (patience != null) {
      patience.cancel(false);
      patience = null;
    }
  }
}
