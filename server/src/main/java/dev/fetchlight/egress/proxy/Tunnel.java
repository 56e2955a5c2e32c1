package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Target;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to be led to a place by a proxy, as {@link Introduction} does it from a thread. Lives
 * on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails.
public final class Tunnel {
  private final Way.Through way;
  private final Supplier<Future<Channel>> dial;
  private final Supplier<SSLContext> secure;
  private final Duration patience;
  private final Iterator<Target> places;
  private final Promise<Channel> opened;
  private @Nullable Channel current;

  private Tunnel(
      Way.Through way,
      Supplier<Future<Channel>> dial,
      Supplier<SSLContext> secure,
      Duration patience,
      Promise<Channel> opened) {
    this.way = way;
    this.dial = dial;
    this.secure = secure;
    this.patience = patience;
    this.places = way.places().iterator();
    this.opened = opened;
  }

  /**
   * A channel that leads to the place, and does not read yet. Whoever waits for it must add what
   * reads it at once: bytes of the place may have come already. Fails with {@link SnagException}.
   * Called on the loop.
   *
   * @param dial connects to the proxy, on the same loop
   * @param patience for all of it
   */
  public static Future<Channel> open(
      EventLoop loop,
      Way.Through way,
      Supplier<Future<Channel>> dial,
      Supplier<SSLContext> secure,
      Duration patience) {
    Tunnel tunnel = new Tunnel(way, dial, secure, patience, loop.newPromise());
    ScheduledFuture<?> end =
        loop.schedule(
            () -> tunnel.opened.tryFailure(way.snag(Snag.Why.LATE)),
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    tunnel.opened.addListener(done -> {
      end.cancel(false);
      if (!done.isSuccess() && tunnel.current != null) {
        tunnel.current.close();
      }
    });
    tunnel.next();
    return tunnel.opened;
  }

  private void next() {
    Target place = places.next();
    dial.get()
        .addListener((Future<Channel> dialled) -> {
          if (!dialled.isSuccess()) {
            opened.tryFailure(way.snag(Snag.Why.AWAY));
          } else if (opened.isDone()) {
            dialled.getNow().close();
          } else {
            current = dialled.getNow();
            introduce(dialled.getNow(), place);
          }
        });
  }

  private void introduce(Channel channel, Target place) {
    if (way.proxy().kind().secure()) {
      SslHandler security = new SslHandler(engine());
      security.setHandshakeTimeoutMillis(patience.toMillis());
      security
          .handshakeFuture()
          .addListener(shaken -> {
            if (!shaken.isSuccess()) {
              ended(channel, untrusted(shaken.cause()) ? Snag.Why.CERTIFICATE : Snag.Why.NO_PROXY);
            }
          });
      channel.pipeline().addLast(security);
    }
    channel
        .pipeline()
        .addLast(
            new Spokesman(
                way.proxy().handshake(place),
                way.proxy().kind().secure(),
                () -> opened.trySuccess(channel),
                why -> ended(channel, why)));
    channel.config().setAutoRead(true);
  }

  private void ended(Channel channel, Snag.Why why) {
    channel.close();
    SnagException snag = way.snag(why);
    if (snag.snag().beyond() && places.hasNext() && !opened.isDone()) {
      next();
    } else {
      opened.tryFailure(snag);
    }
  }

  private SSLEngine engine() {
    Target place = way.proxy().place();
    SSLEngine engine =
        secure.get().createSSLEngine(place.host().replaceAll("[\\[\\]]", ""), place.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Whether it is the certificate that a handshake failed for. */
  public static boolean untrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return true;
      }
    }
    return false;
  }
}
