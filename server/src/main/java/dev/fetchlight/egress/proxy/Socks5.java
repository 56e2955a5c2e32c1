package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Target;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** SOCKS 5 (RFC 1928), with a name and a password where there are some (RFC 1929). */
final class Socks5 implements Handshake {
  private static final int VERSION = 5;
  private static final int FREELY = 0;
  private static final int BY_PASSWORD = 2;
  private static final int NO_METHOD = 0xff;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  private final Target to;
  private final Proxy.@Nullable Login login;
  private Part part = Part.METHOD;
  private int wanted = 2;

  /** What comes next from the proxy. */
  private enum Part {
    METHOD,
    PASSWORD,
    REPLY,
    KIND,
    LENGTH,
    BOUND
  }

  Socks5(Target to, Proxy.@Nullable Login login) {
    this.to = to;
    this.login = login;
  }

  @Override
  public ByteBuffer hello() {
    return ByteBuffer.wrap(
        login == null
            ? new byte[] {VERSION, 1, FREELY}
            : new byte[] {VERSION, 2, FREELY, BY_PASSWORD});
  }

  @Override
  public int wanted() {
    return wanted;
  }

  @Override
  public Turn hear(byte[] piece) {
    int first = piece[0] & 0xff;
    int second = piece.length > 1 ? piece[1] & 0xff : 0;
    return switch (part) {
      case METHOD -> first == VERSION ? method(second) : new Turn.Failed(Snag.Why.NO_PROXY);
      case PASSWORD -> second == 0 ? request() : new Turn.Failed(Snag.Why.LOGIN);
      case REPLY -> first == VERSION ? reply(second) : new Turn.Failed(Snag.Why.NO_PROXY);
      case KIND -> bound(second);
      case LENGTH -> next(Part.BOUND, first + 2);
      case BOUND -> new Turn.Through();
    };
  }

  private Turn method(int method) {
    if (method == FREELY) {
      return request();
    }
    if (method == BY_PASSWORD && login != null) {
      byte[] name = login.name().getBytes(StandardCharsets.UTF_8);
      byte[] password = login.password().getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream words = new ByteArrayOutputStream();
      words.write(1);
      words.write(name.length);
      words.writeBytes(name);
      words.write(password.length);
      words.writeBytes(password);
      part = Part.PASSWORD;
      return new Turn.Say(ByteBuffer.wrap(words.toByteArray()));
    }
    return new Turn.Failed(method == NO_METHOD ? Snag.Why.LOGIN : Snag.Why.NO_PROXY);
  }

  private Turn request() {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    words.writeBytes(new byte[] {VERSION, 1, 0});
    InetAddress address = to.address();
    if (address == null) {
      byte[] name = to.host().getBytes(StandardCharsets.US_ASCII);
      words.write(NAME);
      words.write(name.length);
      words.writeBytes(name);
    } else {
      byte[] octets = address.getAddress();
      words.write(octets.length == 4 ? IPV4 : IPV6);
      words.writeBytes(octets);
    }
    words.write(to.port() >> 8);
    words.write(to.port());
    part = Part.REPLY;
    return new Turn.Say(ByteBuffer.wrap(words.toByteArray()));
  }

  private Turn reply(int code) {
    return switch (code) {
      case 0 -> next(Part.KIND, 2);
      case 2 -> new Turn.Failed(Snag.Why.REFUSES);
      case 1, 3, 4, 5, 6, 8 -> new Turn.Failed(Snag.Why.NO_SITE);
      default -> new Turn.Failed(Snag.Why.NO_PROXY);
    };
  }

  /** Where the proxy itself is bound to means nothing to us, but has to be read. */
  private Turn bound(int kind) {
    return switch (kind) {
      case IPV4 -> next(Part.BOUND, 4 + 2);
      case IPV6 -> next(Part.BOUND, 16 + 2);
      case NAME -> next(Part.LENGTH, 1);
      default -> new Turn.Failed(Snag.Why.NO_PROXY);
    };
  }

  private Turn next(Part following, int length) {
    part = following;
    wanted = length;
    return Turn.MORE;
  }
}
