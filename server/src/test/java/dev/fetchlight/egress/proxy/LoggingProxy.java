package dev.fetchlight.egress.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A small proxy on loopback for tests, SOCKS 5 or HTTP CONNECT, which remembers what it was asked
 * for: {@code name host:port} or {@code address host:port}.
 */
public final class LoggingProxy implements AutoCloseable {
  /** What it was asked to lead to, in order. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  private final Map<String, InetAddress> names = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final boolean socks;
  private final ServerSocket server;
  private volatile Manner manner = Manner.LEADS;
  private volatile String login = "";
  private volatile byte @Nullable [] lie;

  /** How it treats who comes. */
  public enum Manner {
    LEADS,
    /** Takes connections and never says a word. */
    KEEPS_SILENT,
    /** Is polite, and then leads nowhere. */
    HANGS,
    REFUSES,
    /** Says that there is no way to the place. */
    FINDS_NOTHING,
    /** Closes as soon as it is spoken to. */
    HANGS_UP
  }

  private LoggingProxy(boolean socks, ServerSocketFactory sockets) throws IOException {
    this.socks = socks;
    server = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::serve);
  }

  public static LoggingProxy socks() throws IOException {
    return new LoggingProxy(true, ServerSocketFactory.getDefault());
  }

  public static LoggingProxy http() throws IOException {
    return new LoggingProxy(false, ServerSocketFactory.getDefault());
  }

  /** One by HTTP under TLS. */
  public static LoggingProxy https(ServerSocketFactory secure) throws IOException {
    return new LoggingProxy(false, secure);
  }

  /** From now on knows what that name leads to. */
  public LoggingProxy knowing(String name, String address) {
    names.put(name, InetAddress.ofLiteral(address));
    return this;
  }

  /** From now on wants to be shown this. */
  public LoggingProxy wanting(String nameAndPassword) {
    login = nameAndPassword;
    return this;
  }

  public LoggingProxy being(Manner how) {
    manner = how;
    return this;
  }

  /** From now on answers whatever is said with these bytes. */
  public LoggingProxy lying(byte[] words) {
    lie = words;
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** As the setting names it: {@code 127.0.0.1:port}. */
  public String place() {
    return "127.0.0.1:" + port();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> visited(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void visited(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      if (manner == Manner.KEEPS_SILENT) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      byte[] words = lie;
      if (words != null || manner == Manner.HANGS_UP) {
        boolean _ = in.read() < 0;
        out.write(words == null ? new byte[0] : words);
        out.flush();
        return;
      }
      if (socks) {
        bySocks(new DataInputStream(in), out);
      } else {
        byHttp(in, out);
      }
    } catch (IOException e) {
      // The tests look at what the caller sees.
    }
  }

  private void bySocks(DataInputStream in, OutputStream out) throws IOException {
    in.readByte();
    String methods = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
    char wanted = login.isEmpty() ? (char) 0 : (char) 2;
    if (methods.indexOf(wanted) < 0) {
      out.write(new byte[] {5, (byte) 0xff});
      return;
    }
    out.write(new byte[] {5, (byte) wanted});
    if (wanted == 2) {
      in.readByte();
      String name = text(in, in.readUnsignedByte());
      String shown = name + ":" + text(in, in.readUnsignedByte());
      out.write(new byte[] {1, (byte) (shown.equals(login) ? 0 : 1)});
      if (!shown.equals(login)) {
        return;
      }
    }
    in.skipNBytes(3);
    int kind = in.readByte();
    String name = kind == 3 ? text(in, in.readUnsignedByte()) : "";
    byte[] octets = kind == 3 ? new byte[0] : in.readNBytes(kind == 1 ? 4 : 16);
    int port = in.readUnsignedShort();
    InetAddress to = kind == 3 ? names.get(name) : InetAddress.getByAddress(octets);
    asked.add(kind == 3 ? "name " + name + ":" + port : "address " + shown(to) + ":" + port);
    Socket site = reach(to, port, in);
    if (site == null) {
      out.write(new byte[] {5, (byte) (manner == Manner.REFUSES ? 2 : 4), 0, 1});
      return;
    }
    // Bound to a name, which is rare, and allowed.
    out.write(new byte[] {5, 0, 0, 3, 4, 'h', 'e', 'r', 'e', 0, 0});
    join(in, out, site);
  }

  private void byHttp(InputStream in, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return;
      }
      head.append((char) octet);
    }
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    if (!login.isEmpty() && head.indexOf("\r\nProxy-Authorization: Basic " + basic + "\r\n") < 0) {
      say(out, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
      return;
    }
    String[] line = head.toString().split(" ", 3);
    if (!line[0].equals("CONNECT")) {
      say(out, "405 Method Not Allowed");
      return;
    }
    int colon = line[1].lastIndexOf(':');
    String host = line[1].substring(0, colon);
    int port = Integer.parseInt(line[1].substring(colon + 1));
    boolean literal = host.matches("[0-9.]+|\\[.*]");
    asked.add((literal ? "address " : "name ") + line[1]);
    InetAddress to =
        literal ? InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")) : names.get(host);
    Socket site = reach(to, port, in);
    if (site == null) {
      say(out, manner == Manner.REFUSES ? "403 Forbidden" : "502 Bad Gateway");
      return;
    }
    say(out, "200 Connection established");
    join(in, out, site);
  }

  private @Nullable Socket reach(@Nullable InetAddress to, int port, InputStream in)
      throws IOException {
    if (manner == Manner.HANGS) { // until the other side has had enough
      in.transferTo(OutputStream.nullOutputStream());
      return null;
    }
    if (to == null || manner == Manner.REFUSES || manner == Manner.FINDS_NOTHING) {
      return null;
    }
    try {
      Socket site = new Socket(to, port);
      open.add(site);
      return site;
    } catch (IOException e) {
      return null;
    }
  }

  private static String shown(@Nullable InetAddress address) {
    String text = address == null ? "" : address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  private static void join(InputStream in, OutputStream out, Socket site) throws IOException {
    try (site) {
      OutputStream there = site.getOutputStream();
      Thread.ofVirtual()
          .start(() -> {
            try {
              in.transferTo(there);
              site.shutdownOutput();
            } catch (IOException e) {
              // The other direction sees it too.
            }
          });
      site.getInputStream().transferTo(out);
      out.flush();
    }
  }

  private static void say(OutputStream out, String status) throws IOException {
    out.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String text(InputStream in, int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    leave();
  }

  /** Stops listening and cuts what it leads. */
  public void leave() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
