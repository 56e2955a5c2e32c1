package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real nginx on a free port, with the very configuration that docs/operating.md shows. */
final class Nginx implements AutoCloseable {
  private static final Path GUIDE = Path.of("..", "docs", "operating.md");
  private static final Path UNPACKED = Path.of("..", ".cache", "nginx", "usr", "sbin", "nginx");
  private static final Pattern SAMPLE = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);
  private static final String AROUND =
      """
      daemon off;
      master_process off;
      pid {folder}/pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        client_body_temp_path {folder}/body;
        proxy_temp_path {folder}/proxy;
        fastcgi_temp_path {folder}/fastcgi;
        uwsgi_temp_path {folder}/uwsgi;
        scgi_temp_path {folder}/scgi;
        {server}
      }
      """;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it before the program.
   *
   * @param location below which the service lies, such as {@code /} or {@code /media/}
   * @param target what is passed on to, with its path
   */
  static Nginx before(Path folder, String location, String target) throws Exception {
    int port = freePort();
    Matcher sample = SAMPLE.matcher(Files.readString(GUIDE));
    assertThat(sample.find()).isTrue();
    String server =
        sample
            .group(1)
            .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
            .replace("server_name fetch.example.org;", "")
            .replace("location / {", "location " + location + " {")
            .replace("http://127.0.0.1:8080", target);
    Path conf = Files.writeString(folder.resolve("nginx.conf"), around(folder, server));
    Process process =
        new ProcessBuilder(program(), "-p", folder.toString(), "-e", "stderr", "-c", conf + "")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    Nginx nginx = new Nginx(process, port);
    while (!nginx.listens()) {
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("nginx.log"))).isTrue();
    }
    return nginx;
  }

  private static String around(Path folder, String server) {
    return AROUND.replace("{folder}", folder.toString()).replace("{server}", server);
  }

  private static String program() {
    return Stream.concat(Stream.of(UNPACKED), Stream.of(Path.of("/usr/sbin/nginx")))
        .filter(Files::isExecutable)
        .findFirst()
        .map(path -> path.toAbsolutePath().toString())
        .orElse("nginx");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
