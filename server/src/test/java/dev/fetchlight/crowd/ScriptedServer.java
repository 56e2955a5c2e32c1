package dev.fetchlight.crowd;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket server that says what a test wants, byte by byte. */
final class ScriptedServer implements AutoCloseable {
  private static final String ANSWER =
      """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
      \r
      """;

  private final ServerSocket listening;

  ScriptedServer() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    listening.setSoTimeout(30_000);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The next client, its upgrade answered. */
  Client accept() throws IOException {
    return new Client(listening.accept());
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /** One client, seen from the server. */
  static final class Client implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Client(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(30_000);
      in = new DataInputStream(socket.getInputStream());
      out = socket.getOutputStream();
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) in.readByte());
      }
      send(ANSWER.getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void say(String text) throws IOException {
      send(frame(text));
    }

    static byte[] frame(String text) {
      byte[] payload = Frames.utf8(text);
      return ByteBuffer.allocate(2 + payload.length)
          .put((byte) 0x81)
          .put((byte) payload.length)
          .put(payload)
          .array();
    }

    void sayGoodbye(int code) throws IOException {
      send(ByteBuffer.allocate(4).putShort((short) 0x8802).putShort((short) code).array());
    }

    /** The next text of at most 125 bytes that the client says. */
    String heard() throws IOException {
      in.readByte();
      byte[] payload = new byte[in.readByte() & 0x7f];
      byte[] mask = in.readNBytes(4);
      in.readFully(payload);
      for (int at = 0; at < payload.length; at++) {
        payload[at] ^= mask[at % 4];
      }
      return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
