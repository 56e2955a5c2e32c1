package dev.fetchlight.egress;

import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.egress.address.Doorkeeper;
import dev.fetchlight.egress.proxy.Routes;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Doors to the outside for tests, with names that only they know. */
final class Doors {
  private Doors() {}

  static Egress open(Vertx vertx, String allowed, Function<String, List<InetAddress>> names) {
    return open(vertx, allowed, names, trusted(), null);
  }

  /** One that goes out by proxies. */
  static Egress open(
      Vertx vertx,
      String allowed,
      Function<String, List<InetAddress>> names,
      String proxies,
      Duration patience,
      SSLContext secure) {
    return new Egress(
        vertx,
        new Doorkeeper(AddressPolicy.parse(allowed), names),
        Routes.parse(proxies),
        patience,
        () -> secure,
        null);
  }

  /** Whom this machine trusts. */
  static SSLContext trusted() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Egress open(
      Vertx vertx,
      String allowed,
      Function<String, List<InetAddress>> names,
      SSLContext secure,
      @Nullable Bandwidth bandwidth) {
    return new Egress(
        vertx,
        new Doorkeeper(AddressPolicy.parse(allowed), names),
        Routes.DIRECT,
        Duration.ofSeconds(10),
        () -> secure,
        bandwidth);
  }

  static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
