package dev.fetchlight.engine.ytdlp.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A child that a warm parent has forked: three connections, one to hear about it and two to hear
 * it. The parent's {@code warm_parent.py} tells what goes over them.
 */
final class Forked implements Started {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PID = "pid ";
  private static final String EXIT = "exit ";

  private final List<SocketChannel> connections;
  private final long pid;
  private final CompletableFuture<OptionalInt> end;

  private Forked(List<SocketChannel> connections, long pid, CompletableFuture<OptionalInt> end) {
    this.connections = connections;
    this.pid = pid;
    this.end = end;
  }

  /**
   * Has the parent behind {@code door} fork a child; empty where that can't do its job. One caller
   * at a time: the parent takes the connections as they come.
   *
   * @throws IOException where the parent is not to be spoken to
   */
  static Optional<Forked> ask(
      UnixDomainSocketAddress door,
      List<String> arguments,
      Map<String, String> environment,
      Path folder)
      throws IOException {
    List<SocketChannel> connections = new ArrayList<>();
    try {
      for (int each = 0; each < 3; each++) {
        connections.add(SocketChannel.open(StandardProtocolFamily.UNIX));
      }
      for (SocketChannel connection : connections) { // all or none: the parent waits for all
        boolean _ = connection.connect(door);
      }
      // Not to the parent, which keeps nothing of a job: to the child, by what becomes its output.
      SocketChannel out = connections.get(1);
      ByteBuffer order = ByteBuffer.wrap(order(arguments, environment, folder));
      while (order.hasRemaining()) {
        out.write(order);
      }
      BufferedReader words =
          new BufferedReader(Channels.newReader(connections.getFirst(), StandardCharsets.US_ASCII));
      String answer = words.readLine();
      if (answer != null && answer.startsWith(EXIT)) {
        close(connections);
        return Optional.empty();
      }
      int pid = number(PID, answer);
      CompletableFuture<OptionalInt> end = new CompletableFuture<>();
      Thread.ofVirtual().name("forked-" + pid).start(() -> end.complete(exit(words)));
      return Optional.of(new Forked(List.copyOf(connections), pid, end));
    } catch (IOException e) {
      close(connections);
      throw e;
    }
  }

  private static byte[] order(List<String> arguments, Map<String, String> environment, Path folder)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("argv");
      for (String argument : arguments) {
        json.writeString(argument);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("env");
      for (Map.Entry<String, String> variable : environment.entrySet()) {
        json.writeStringField(variable.getKey(), variable.getValue());
      }
      json.writeEndObject();
      json.writeStringField("cwd", folder.toString());
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static OptionalInt exit(BufferedReader words) {
    try {
      return OptionalInt.of(number(EXIT, words.readLine()));
    } catch (IOException e) {
      return OptionalInt.empty(); // the parent died, and took the child along
    }
  }

  private static int number(String word, @Nullable String line) throws IOException {
    if (line == null || !line.matches(word + "\\d{1,9}")) {
      throw new IOException("the warm parent says " + line);
    }
    return Integer.parseInt(line.substring(word.length()));
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public InputStream out() {
    return Channels.newInputStream(connections.get(1));
  }

  @Override
  public InputStream complaints() {
    return Channels.newInputStream(connections.get(2));
  }

  @Override
  public CompletableFuture<OptionalInt> end() {
    return end;
  }

  @Override
  public void signal(Signal signal) {
    signal.toGroup(pid);
  }

  @Override
  public void close() throws IOException {
    close(connections);
  }

  private static void close(List<SocketChannel> connections) throws IOException {
    for (SocketChannel connection : connections) {
      connection.close();
    }
  }
}
