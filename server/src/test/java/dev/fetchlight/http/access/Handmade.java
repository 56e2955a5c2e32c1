package dev.fetchlight.http.access;

import dev.fetchlight.http.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;

/** An answer to a request written by hand, with headers that the client library keeps to itself. */
record Handmade(int statusCode, HttpHeaders headers, String body) implements HttpResponse<String> {
  private static final String END_OF_HEAD = "\r\n\r\n";

  static HttpResponse<String> get(Service service, String path, String... headers) {
    StringBuilder request =
        new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + service.port());
    for (int at = 0; at < headers.length; at += 2) {
      request.append("\r\n").append(headers[at]).append(": ").append(headers[at + 1]);
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(request.append(END_OF_HEAD).toString().getBytes(StandardCharsets.UTF_8));
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Handmade read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEAD) < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the connection ended after " + head);
      }
      head.append((char) octet);
    }
    List<String> lines = head.toString().lines().toList();
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size() - 1)) {
      String[] halves = line.split(":", 2);
      fields.put(halves[0], List.of(halves[1].strip()));
    }
    int length = Integer.parseInt(fields.getOrDefault("content-length", List.of("0")).getFirst());
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Handmade(
        Integer.parseInt(lines.getFirst().split(" ", 3)[1]),
        HttpHeaders.of(fields, (_, _) -> true),
        body);
  }

  @Override
  public HttpRequest request() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<HttpResponse<String>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
