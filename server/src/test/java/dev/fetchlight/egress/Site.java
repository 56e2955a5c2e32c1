package dev.fetchlight.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of raw sockets for tests; remembers the head of every request that reaches it. */
final class Site implements AutoCloseable {
  final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final AtomicInteger visits = new AtomicInteger();
  private final ServerSocket server;
  private final Talk talk;

  /** What the site does with one connection after the request's head. */
  @FunctionalInterface
  interface Talk {
    void with(String head, Socket socket) throws IOException, InterruptedException;
  }

  private Site(InetAddress address, Talk talk) throws IOException {
    this.server = new ServerSocket(0, 50, address);
    this.talk = talk;
    Thread.ofVirtual().start(this::serve);
  }

  static Site on(String address, Talk talk) throws IOException {
    return new Site(InetAddress.ofLiteral(address), talk);
  }

  /** Answers everything with one text. */
  static Site saying(String address, String answer) throws IOException {
    return on(address, (_, socket) -> send(socket, answer));
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many connections there were, even silent ones; a last one of our own sees to the order. */
  int visits() throws IOException {
    try (Socket last = new Socket(server.getInetAddress(), port())) {
      send(last, "GET /last HTTP/1.1\r\n\r\n");
      last.getInputStream().read();
      return visits.decrementAndGet();
    }
  }

  static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Reads up to and with the first blank line, byte by byte. */
  static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return head.toString();
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  private void serve() {
    while (true) {
      try {
        Socket socket = server.accept();
        visits.incrementAndGet();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      String head = head(socket.getInputStream());
      heads.add(head);
      talk.with(head, socket);
    } catch (IOException | InterruptedException e) {
      // The tests look at what the caller sees.
      heads.add("broken: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
