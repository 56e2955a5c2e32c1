package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.program.Programs;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel keeps a child from, whoever started it, on a system that can. */
class WallIT {
  private static final String REFUSED = "PermissionError";

  @TempDir Path folder;
  private Path data;
  private Path own;
  private Path other;

  @BeforeEach
  void layOut() throws Exception {
    data = Files.createDirectories(folder.resolve("data")).toRealPath();
    own = Files.createDirectories(data.resolve("scratch/own"));
    other = Files.createDirectories(data.resolve("scratch/other"));
    for (Path each :
        List.of(
            own.resolve("own"),
            other.resolve("media.mp4"),
            data.resolve("fetchlight.db"),
            data.resolve("vault.key"))) {
      Files.writeString(each, "secret");
    }
    Files.createSymbolicLink(own.resolve("way"), other.resolve("media.mp4"));
    Path programs = Files.createDirectories(own.resolve(".run/bin"));
    Files.createSymbolicLink(programs.resolve("ffmpeg"), Path.of("/usr/bin/ffmpeg"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsAChildInItsFolderAndAtItsGate(boolean warm) throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket gate = new ServerSocket(0, 9, loopback);
        ServerSocket inside = new ServerSocket(0, 9, loopback)) {
      Map<String, String> expected = new LinkedHashMap<>();
      expected.put("read:" + own.resolve("own"), "done");
      expected.put("list:" + own, "done");
      expected.put("write:" + own.resolve("new"), "done");
      expected.put("make:" + own.resolve("folder"), "done");
      expected.put("remove:" + own.resolve("new"), "done");
      expected.put("move:" + own.resolve("folder/own"), "done");
      expected.put("start:" + own.resolve(".run/bin/ffmpeg"), "done");
      expected.put("start:/usr/bin/ffprobe", "done");
      expected.put("read:/dev/urandom", "done");
      expected.put("write:/dev/null", "done");
      expected.put("read:/etc/ssl/certs/ca-certificates.crt", "done");
      expected.put("read:/proc/self/status", "done");
      expected.put("tcp:" + gate.getLocalPort(), "done");
      for (Path each : List.of(data, data.resolve("scratch"), other, folder, Path.of("/"))) {
        expected.put("list:" + each, REFUSED);
      }
      for (String each : List.of("/root", "/home", "/tmp", "/var", "/etc", "/proc", "/dev")) {
        expected.put("list:" + each, REFUSED);
      }
      for (String each : List.of("fetchlight.db", "vault.key", "scratch/other/media.mp4")) {
        expected.put("read:" + data.resolve(each), REFUSED);
        expected.put("write:" + data.resolve(each), REFUSED);
        expected.put("remove:" + data.resolve(each), REFUSED);
        expected.put("through:" + data.resolve(each), "CalledProcessError");
      }
      expected.put("read:" + own.resolve("way"), REFUSED);
      expected.put("read:/etc/shadow", REFUSED);
      expected.put("read:/proc/" + ProcessHandle.current().pid() + "/environ", REFUSED);
      expected.put("read:/proc/" + ProcessHandle.current().pid() + "/cmdline", REFUSED);
      expected.put("write:" + other.resolve("new"), REFUSED);
      expected.put("make:" + folder.resolve("new"), REFUSED);
      expected.put("write:/usr/new", REFUSED);
      expected.put("write:/dev/shm/new", REFUSED);
      expected.put("tcp:" + inside.getLocalPort(), REFUSED);
      expected.put("tcp:80", REFUSED);
      expected.put("bind:0", REFUSED);
      expected.put("udp:53", REFUSED);
      expected.put("unix:/run/docker.sock", REFUSED);
      expected.put("signal:" + ProcessHandle.current().pid(), REFUSED);
      expected.put("take:" + (64 << 20), "done");
      expected.put("take:" + (2L << 30), "MemoryError");

      Probe probe = new Probe(folder, warm, new Bounds(data, 32 << 20));
      try (probe) {
        assertThat(tried(probe, gate.getLocalPort(), expected)).isEqualTo(expected);
      }
    }
  }

  private Map<String, Object> tried(Probe probe, int port, Map<String, String> attempts)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("try"));
    arguments.addAll(attempts.keySet());
    Map<String, String> environment =
        Map.of(
            "LC_ALL",
            "C.UTF-8",
            "PATH",
            own.resolve(".run/bin").toString(),
            "http_proxy",
            "http://job:secret@127.0.0.1:" + port);
    try (Child child = probe.start(own, environment, arguments.toArray(String[]::new))) {
      JsonObject _ = Probe.facts(child);
      return Probe.facts(child).getMap();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAChildMakesIsForNobodyElse(boolean warm) throws Exception {
    Map<String, String> made =
        Map.of("write:" + own.resolve("new"), "done", "make:" + own.resolve("folder"), "done");
    try (Probe probe = new Probe(folder, warm, new Bounds(data, 32 << 20))) {
      assertThat(tried(probe, 9, made)).isEqualTo(made);
    }
    assertThat(mode(own.resolve("new"))).isEqualTo("rw-------");
    assertThat(mode(own.resolve("folder"))).isEqualTo("rwx------");
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void letsAProgramBeWhereverItsOperatorPutIt() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home/bin"));
    Files.writeString(folder.resolve("home/diary"), "secret");
    try (Probe probe = new Probe(home, false, new Bounds(data, 32 << 20))) {
      assertThat(
              tried(
                  probe,
                  9,
                  Map.of("list:" + home, REFUSED, "read:" + folder.resolve("home/diary"), REFUSED)))
          .containsValues(REFUSED)
          .doesNotContainValue("done");
    }
  }

  @Test
  void standsAroundAProgramThatIsNoPythonToo() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("program"),
            "#!/bin/sh\n/bin/cat '%s' '%s'\n"
                .formatted(own.resolve("own"), other.resolve("media.mp4")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Launcher launcher =
            new Launcher(
                () -> Programs.find(script, null, "/usr/bin:/bin"),
                Duration.ofMillis(300),
                Duration.ZERO,
                new Bounds(data, 32 << 20));
        Child child = launcher.start(List.of(), Map.of("LC_ALL", "C.UTF-8"), own)) {
      assertThat(child.next(Duration.ofSeconds(60))).isEqualTo(new Heard.Said("secret"));
      assertThat(child.next(Duration.ofSeconds(60))).isEqualTo(new Heard.Ended());
      assertThat(child.exit()).isEqualTo(1);
    }
  }

  @Test
  void standsAroundFfprobe() throws Exception {
    for (Path each : List.of(own, other)) {
      Executed made =
          Executed.start(
              List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=duration=1", "a.wav"),
              Map.of("PATH", System.getenv("PATH")),
              each,
              null);
      made.closeInput();
      assertThat(made.end().get(60, TimeUnit.SECONDS)).hasValue(0);
    }
    try (Probe probe = new Probe(folder, false, new Bounds(data, 32 << 20))) {
      assertThat(probed(probe, "a.wav")).hasValue(0);
      assertThat(probed(probe, other.resolve("a.wav").toString())).hasValue(1);
    }
  }

  private OptionalInt probed(Probe probe, String file) throws Exception {
    Executed ffprobe = probe.launcher.startFfprobe(List.of("-v", "error", file), own);
    return ffprobe.end().get(60, TimeUnit.SECONDS);
  }

  @Test
  void isToldOfInTheHealthReport() throws Exception {
    try (Probe probe = new Probe(folder)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      String line = probe.launcher.wall();
      while (line.contains("not known yet") && System.nanoTime() < end) {
        line = probe.launcher.wall();
      }
      assertThat(line)
          .isEqualTo("the kernel refuses children other files, other ports, other sockets");
    }
  }
}
