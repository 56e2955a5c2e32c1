package dev.fetchlight.egress;

import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.egress.address.Doorkeeper;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Doors to the outside for tests, with names that only they know. */
final class Doors {
  private Doors() {}

  static Egress open(Vertx vertx, String allowed, Function<String, List<InetAddress>> names) {
    return open(vertx, allowed, names, (SSLSocketFactory) SSLSocketFactory.getDefault(), null);
  }

  static Egress open(
      Vertx vertx,
      String allowed,
      Function<String, List<InetAddress>> names,
      SSLSocketFactory secure,
      @Nullable Bandwidth bandwidth) {
    return new Egress(
        vertx,
        new Doorkeeper(AddressPolicy.parse(allowed), names),
        Duration.ofSeconds(10),
        () -> secure,
        bandwidth);
  }

  static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
