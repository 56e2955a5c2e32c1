package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.program.Programs;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zipapp in yt-dlp's place that tells how it was started, and the launcher that starts it. */
final class Probe implements AutoCloseable {
  private static final List<String> PARTS =
      List.of(
          "__main__.py", "yt_dlp/__init__.py", "yt_dlp/extractor.py", "yt_dlp/postprocessor.py");
  private static final Duration LONG = Duration.ofMinutes(10);

  final Path file;
  final Launcher launcher;

  /** One whose launcher is yet to be used. */
  Probe(Path folder) throws IOException {
    this(folder, LONG);
  }

  /** One that is started in this manner from the first time on. */
  Probe(Path folder, boolean warm) throws IOException {
    this(folder, warm ? LONG : Duration.ZERO);
    assertThat(launcher.warmUp().join()).isEqualTo(warm);
  }

  /** One whose children keep within these bounds. */
  Probe(Path folder, boolean warm, Bounds bounds) throws IOException {
    this(folder, warm ? LONG : Duration.ZERO, bounds);
    assertThat(launcher.warmUp().join()).isEqualTo(warm);
  }

  private Probe(Path folder, Duration idle) throws IOException {
    this(folder, idle, Bounds.USUAL);
  }

  private Probe(Path folder, Duration idle, Bounds bounds) throws IOException {
    file = zipapp(folder.resolve("probe"));
    launcher = new Launcher(this::programs, Duration.ofMillis(300), idle, bounds);
  }

  Programs programs() {
    return Programs.find(file, null, "/usr/local/bin:/usr/bin:/bin");
  }

  private static Path zipapp(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("#!/usr/bin/python3\n".getBytes(StandardCharsets.US_ASCII));
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (String part : PARTS) {
          zip.putNextEntry(new ZipEntry(part));
          try (InputStream source = Probe.class.getResourceAsStream("probe/" + part)) {
            source.transferTo(zip);
          }
        }
      }
    }
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Child start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return launcher.start(List.of(arguments), environment, folder);
  }

  /** What a child tells of itself. */
  static JsonObject facts(Child child) throws InterruptedException {
    Heard heard = child.next(Duration.ofSeconds(60));
    assertThat(heard).isInstanceOf(Heard.Said.class);
    return new JsonObject(((Heard.Said) heard).line());
  }

  @Override
  public void close() throws IOException {
    launcher.close();
  }
}
