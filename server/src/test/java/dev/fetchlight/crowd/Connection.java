package dev.fetchlight.crowd;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One client of a crowd: from the TCP connection over the upgrade to its end, and again. */
final class Connection implements Frames.Sink {
  private static final int SMALL_WINDOW = 4_096;
  private static final int CLIENTS_AN_ADDRESS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final int MOST_DOUBLINGS = 5;
  private static final long PROVEN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int DONE = 1000;
  private static final int POLICY = 1008;
  private static final int SHORT = 100;
  private static final Field RETRY_AFTER = new Field("retryAfterMs");
  private static final Pattern COME_BACK = Pattern.compile(".*come back in (\\d{1,6}) ms");

  private enum Phase {
    NEW,
    CONNECTING,
    UPGRADING,
    WELCOMED,
    OPEN,
    ENDED
  }

  private final int number;
  private final Plan plan;
  private final EventLoop loop;
  private final Tally tally;
  private Phase phase = Phase.NEW;
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private byte[] rest = new byte[0];
  private boolean reading;
  private int closeCode = Tally.DROPPED;
  private int ending = -1;
  private int failures;
  private long openedAt;
  private long readAt;
  private boolean saidGoodbye;
  private long retryAfter = -1;
  long newest = -1;

  Connection(int number, Plan plan, EventLoop loop, Tally tally) {
    this.number = number;
    this.plan = plan;
    this.loop = loop;
    this.tally = tally;
    this.reading = plan.reads().test(number);
  }

  int number() {
    return number;
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  int ending() {
    return ending;
  }

  /** Connects, where it is not connected. */
  void open() {
    if (phase != Phase.NEW && phase != Phase.ENDED) {
      return;
    }
    phase = Phase.CONNECTING;
    rest = new byte[0];
    closeCode = Tally.DROPPED;
    retryAfter = -1;
    saidGoodbye = false;
    tally.begun();
    try {
      SocketChannel opened = SocketChannel.open();
      channel = opened;
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (!reading) {
        opened.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
      }
      opened.bind(new InetSocketAddress(source(), 0));
      key = opened.register(loop.selector(), SelectionKey.OP_CONNECT, this);
      if (opened.connect(new InetSocketAddress(loopback(0, 1), plan.port()))) {
        ready();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Many to an address run out of ports, some of which a connection just closed still keeps. */
  private InetAddress source() throws IOException {
    int address = number / CLIENTS_AN_ADDRESS;
    return loopback(address / 250, address % 250 + 1);
  }

  private static InetAddress loopback(int third, int fourth) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, (byte) third, (byte) fourth});
  }

  /** There is something to be done. */
  void ready() {
    SocketChannel on = channel;
    if (on == null || !on.isOpen()) {
      return;
    }
    try {
      if (phase == Phase.CONNECTING) {
        if (on.finishConnect()) {
          phase = Phase.UPGRADING;
          interest(true);
          write(ByteBuffer.wrap(Handshake.request(plan.path().apply(number), plan.port())));
        }
      } else {
        read(on);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void read(SocketChannel on) throws IOException {
    ByteBuffer bytes = loop.in().put(rest);
    int count = on.read(bytes);
    if (count < 0) {
      end();
      return;
    }
    tally.read(count);
    bytes.flip();
    if (phase == Phase.UPGRADING) {
      int status = Handshake.status(bytes);
      if (status == Handshake.SWITCHING) {
        phase = Phase.WELCOMED;
        if (plan.dialect().openAtOnce()) {
          opened();
        }
      } else if (status > 0) {
        closeCode = status;
        end();
        return;
      }
    }
    if (phase != Phase.UPGRADING) {
      readAt = System.nanoTime();
      Frames.read(bytes, this);
    }
    keep(bytes);
  }

  /** Whole frames are the rule, so that this hardly ever allocates. */
  private void keep(ByteBuffer bytes) {
    if (rest.length != bytes.remaining()) {
      rest = new byte[bytes.remaining()];
    }
    bytes.get(rest);
  }

  @Override
  public void frame(int opcode, ByteBuffer bytes, int from, int to) {
    switch (opcode) {
      case Frames.TEXT -> text(bytes, from, to);
      case Frames.PING -> send(Frames.PONG, copy(bytes, from, to));
      case Frames.CLOSE -> {
        closeCode = to - from >= 2 ? bytes.getShort(from) & 0xffff : DONE;
        int reason = Math.min(to, from + 2);
        heardWhen(new String(copy(bytes, reason, to), StandardCharsets.UTF_8));
        goodbye(copy(bytes, from, reason));
      }
      default -> {}
    }
  }

  private void text(ByteBuffer bytes, int from, int to) {
    Dialect.Kind kind = plan.dialect().kind(bytes, from, to);
    String answer = kind.answer();
    if (answer != null) {
      send(Frames.TEXT, Frames.utf8(answer));
    }
    switch (kind) {
      case WELCOME -> opened();
      case MESSAGE -> {
        tally.message(this, bytes, from, to, readAt);
        if (to - from < SHORT) {
          retryAfter = Math.max(retryAfter, RETRY_AFTER.find(bytes, from, to));
        }
        if (plan.listener() != null) {
          String text = new String(copy(bytes, from, to), StandardCharsets.UTF_8);
          plan.listener().text(number, text);
        }
      }
      case HELLO, PING, OTHER -> {}
    }
  }

  private void heardWhen(String reason) {
    Matcher found = COME_BACK.matcher(reason);
    if (found.matches()) {
      retryAfter = Long.parseLong(found.group(1));
    }
  }

  private static byte[] copy(ByteBuffer bytes, int from, int to) {
    byte[] copy = new byte[to - from];
    bytes.get(from, copy);
    return copy;
  }

  private void opened() {
    if (phase == Phase.WELCOMED) {
      phase = Phase.OPEN;
      openedAt = System.nanoTime();
      tally.opened();
      plan.greeting().apply(number).forEach(this::say);
      interest(reading);
    }
  }

  void say(String text) {
    send(Frames.TEXT, Frames.utf8(text));
  }

  private void send(int opcode, byte[] payload) {
    ByteBuffer out = loop.out();
    Frames.write(out, opcode, payload);
    try {
      write(out.flip());
    } catch (IOException e) {
      fail(e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    SocketChannel on = channel;
    if (on != null && on.write(bytes) >= 0 && bytes.hasRemaining()) {
      throw new IOException("the server takes nothing of client " + number);
    }
  }

  /** From now on reads, or does not; what the kernel has buffered meanwhile is there to be read. */
  void reading(boolean wanted) {
    reading = wanted;
    if (isOpen()) {
      interest(wanted);
    }
  }

  private void interest(boolean read) {
    if (key != null && key.isValid()) {
      key.interestOps(read ? SelectionKey.OP_READ : 0);
    }
  }

  /** Says goodbye; the end comes once the server has answered. */
  void leave() {
    if (isOpen()) {
      goodbye(new byte[] {DONE >> 8, (byte) DONE});
    }
  }

  private void goodbye(byte[] code) {
    if (!saidGoodbye) {
      saidGoodbye = true;
      send(Frames.CLOSE, code);
    }
  }

  /** Ends the connection without a goodbye. */
  void cut() {
    if (phase != Phase.NEW && phase != Phase.ENDED) {
      end();
    }
  }

  private void fail(IOException why) {
    tally.failed(why);
    if (why instanceof ConnectException) {
      closeCode = Tally.REFUSED;
    }
    cut();
  }

  private void end() {
    boolean wasOpen = isOpen();
    phase = Phase.ENDED;
    ending = closeCode;
    SocketChannel on = channel;
    channel = null;
    key = null;
    try {
      if (on != null) {
        on.close();
      }
    } catch (IOException _) {
      // It is closed all the same.
    }
    tally.ended(wasOpen, ending);
    if (wasOpen && System.nanoTime() - openedAt > PROVEN_NANOS) {
      failures = 0;
    }
    if (plan.comeback() != Plan.Comeback.NEVER
        && ending != DONE
        && ending != POLICY
        && ending / 100 != 44) {
      loop.after(pauseNanos(), this::open);
    }
  }

  /** As the server asked, or else random and longer with every failure. */
  private long pauseNanos() {
    long most = Math.min(LONGEST_PAUSE_MILLIS, 1_000L << Math.min(failures++, MOST_DOUBLINGS));
    boolean asked = plan.comeback() == Plan.Comeback.AS_ASKED && retryAfter >= 0;
    long millis = asked ? retryAfter : ThreadLocalRandom.current().nextLong(most);
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
