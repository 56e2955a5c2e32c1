package dev.fetchlight.egress;

import dev.fetchlight.egress.address.Target;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from one address, plain or under TLS. Whoever closes it ends a read at once, and so
 * does an interrupt of the reading thread.
 */
final class Connection implements AutoCloseable {
  /** What one TLS record may hold. */
  private static final int RECORD = 16 * 1024;

  private final SocketChannel channel;
  private final @Nullable SSLSocket secure;
  private final byte[] record;

  private Connection(SocketChannel channel, @Nullable SSLSocket secure) {
    this.channel = channel;
    this.secure = secure;
    this.record = new byte[secure == null ? 0 : RECORD];
  }

  static Connection plain(SocketChannel channel) {
    return new Connection(channel, null);
  }

  /** Shakes hands over this one; the certificate must be good and for that very host. */
  Connection secured(SSLSocketFactory factory, Target target) throws IOException {
    String host = target.host().replaceAll("[\\[\\]]", "");
    SSLSocket socket = (SSLSocket) factory.createSocket(socket(), host, target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new Connection(channel, socket);
  }

  /** For those who read and write streams. */
  Socket socket() {
    return secure == null ? channel.socket() : secure;
  }

  void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (secure != null) {
      secure.getOutputStream().write(bytes);
      return;
    }
    for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      channel.write(left);
    }
  }

  /** At least one byte into a buffer that has room, or -1 where the other side has ended. */
  int read(ByteBuffer into) throws IOException {
    if (secure == null) {
      return channel.read(into);
    }
    int count = secure.getInputStream().read(record, 0, Math.min(RECORD, into.remaining()));
    if (count > 0) {
      into.put(record, 0, count);
    }
    return count;
  }

  /** Cuts it off without a goodbye, which might block. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
