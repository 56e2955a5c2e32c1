package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.program.Programs;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a warm parent: when there is one, what it takes along, and what is done without. */
class WarmParentIT {
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir Path folder;

  @Test
  void isThereFromTheFirstDownloadOn() throws Exception {
    try (Probe probe = new Probe(folder)) {
      assertThat(manner(probe.launcher)).isEqualTo("warm: loads with the next download");
      assertThat(parentOfAChild(probe)).isNotEqualTo(SELF);
      assertThat(manner(probe.launcher)).isEqualTo("warm");
    }
  }

  @Test
  void tellsWhenAChildWentWithItsParentAndStartsTheNextOne() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here")).toRealPath();
    try (Probe probe = new Probe(folder, true)) {
      long parent;
      try (Child child = probe.start(here, ENVIRONMENT, "wait")) {
        parent = Probe.facts(child).getLong("parent");
        kill(parent);

        assertThat(child.next(Duration.ofSeconds(60))).isEqualTo(new Heard.Ended());
        assertThat(child.exit()).isEqualTo(-1);
        assertThat(child.lost()).isTrue();
        assertThat(Leftovers.in(here)).isEmpty();
      }
      assertThat(parentOfAChild(probe)).isNotEqualTo(parent);

      assertThat(probe.launcher.warmUp().join()).isTrue();

      assertThat(parentOfAChild(probe)).isNotIn(parent, SELF);
    }
  }

  @Test
  void keepsItsPlaceToItself() throws Exception {
    try (Probe probe = new Probe(folder, true)) {
      long parent = parentOfAChild(probe);
      Path home = Files.readSymbolicLink(Path.of("/proc/" + parent + "/cwd"));
      try (Stream<Path> places = Files.walk(home)) {
        assertThat(places.filter(place -> !place.startsWith(home.resolve(".run/bin"))))
            .isNotEmpty()
            .allSatisfy(place ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                    .endsWith("------"));
      }
    }
  }

  @Test
  void isReplacedWhenYtDlpChangesButNotBeforeItsChildrenEnd() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here")).toRealPath();
    try (Probe probe = new Probe(folder, true)) {
      ProcessHandle old;
      Path home;
      try (Child child = probe.start(here, ENVIRONMENT, "wait")) {
        old = ProcessHandle.of(Probe.facts(child).getLong("parent")).orElseThrow();
        home = Files.readSymbolicLink(Path.of("/proc/" + old.pid() + "/cwd"));
        Files.setLastModifiedTime(probe.file, FileTime.fromMillis(1));
        assertThat(manner(probe.launcher)).isEqualTo("warm: loads with the next download");

        assertThat(probe.launcher.warmUp().join()).isTrue();

        assertThat(parentOfAChild(probe)).isNotIn(old.pid(), SELF);
        assertThat(Leftovers.in(here)).hasSize(1);
        assertThat(old.isAlive()).isTrue();
      }
      gone(old);
      assertThat(home).doesNotExist();
    }
  }

  @Test
  void givesItselfUpWhenThereIsNothingToDo() throws Exception {
    try (Probe probe = new Probe(folder);
        WarmParent parent =
            WarmParent.start(
                Keeper.of(probe.programs(), Bounds.USUAL),
                Duration.ofMillis(300),
                Duration.ofMillis(20))) {
      assertThat(parent.ready().get(60, TimeUnit.SECONDS)).isTrue();
      assertThat(parent.end().get(60, TimeUnit.SECONDS)).isEqualTo(OptionalInt.of(0));

      assertThat(parent.manner()).isEqualTo("warm: loads with the next download");
      assertThat(parent.fork(List.of("return"), ENVIRONMENT, folder)).isEmpty();
    }
  }

  @Test
  void outlivesAnOrderThatCannotBeCarriedOut() throws Exception {
    try (Probe probe = new Probe(folder, true);
        WarmParent parent =
            WarmParent.start(
                Keeper.of(probe.programs(), Bounds.USUAL),
                Duration.ofMillis(300),
                Duration.ofMinutes(1))) {
      assertThat(parent.ready().get(60, TimeUnit.SECONDS)).isTrue();

      assertThat(parent.fork(List.of("return"), ENVIRONMENT, folder.resolve("none"))).isEmpty();

      assertThat(parent.fork(List.of("return"), ENVIRONMENT, folder)).isPresent();
    }
  }

  @Test
  void isReplacedWhereItsFolderIsGone() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here")).toRealPath();
    try (Probe probe = new Probe(folder, true);
        Child child = probe.start(here, ENVIRONMENT, "wait")) {
      long parent = Probe.facts(child).getLong("parent");
      Nest.remove(Files.readSymbolicLink(Path.of("/proc/" + parent + "/cwd")));

      assertThat(parentOfAChild(probe)).isEqualTo(SELF);
      assertThat(probe.launcher.warmUp().join()).isTrue();

      assertThat(parentOfAChild(probe)).isNotIn(parent, SELF);
      assertThat(Leftovers.in(here)).hasSize(1);
    }
  }

  @Test
  void doesNotOutliveTheServiceThatIsKilled() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here")).toRealPath();
    Process service =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                here.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader told = service.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle parent = ProcessHandle.of(Long.parseLong(told.readLine())).orElseThrow();
      Path home = Files.readSymbolicLink(Path.of("/proc/" + parent.pid() + "/cwd"));
      List<ProcessHandle> children = Leftovers.in(here);
      assertThat(children).isNotEmpty();

      service.destroyForcibly();

      gone(parent);
      for (ProcessHandle child : children) {
        gone(child);
      }
      assertThat(Leftovers.in(here)).isEmpty();
      assertThat(home).doesNotExist();
    }
  }

  @Test
  void isNotMadeForAStandaloneProgram() throws Exception {
    Path binary = program("#!/bin/sh\nexec /usr/bin/python3 -I /usr/bin/yt-dlp \"$@\"\n");
    try (Launcher launcher = launcher(binary)) {
      assertThat(launcher.warmUp().join()).isFalse();

      assertThat(manner(launcher)).isEqualTo("cold: not a Python program");
      try (Child child = launcher.start(List.of("--version"), ENVIRONMENT, folder)) {
        assertThat(child.next(Duration.ofSeconds(60))).isInstanceOf(Heard.Said.class);
      }
    }
  }

  @Test
  void isDoneWithoutWhereItDoesNotLoad() throws Exception {
    Path script =
        program(
            """
            #!/usr/bin/python3
            if __name__ != "__main__":
                raise SystemExit("no way in")
            print("2031.01.02")
            """);
    try (Launcher launcher = launcher(script)) {
      assertThat(launcher.warmUp().join()).isFalse();

      assertThat(manner(launcher)).isEqualTo("cold: no way in");
      try (Child child = launcher.start(List.of(), ENVIRONMENT, folder)) {
        assertThat(child.next(Duration.ofSeconds(60))).isEqualTo(new Heard.Said("2031.01.02"));
      }
    }
  }

  private Path program(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("program"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Launcher launcher(Path file) {
    return new Launcher(
        () -> Programs.find(file, null, "/usr/local/bin:/usr/bin:/bin"),
        Duration.ofMillis(300),
        Duration.ofMinutes(10));
  }

  private static String manner(Launcher launcher) {
    return launcher.readiness().detail().replaceFirst(".*\\((.*)\\).*", "$1");
  }

  private long parentOfAChild(Probe probe) throws Exception {
    Path there = Files.createDirectories(folder.resolve("there")).toRealPath();
    try (Child child = probe.start(there, ENVIRONMENT, "return")) {
      return Probe.facts(child).getLong("parent");
    }
  }

  private static void kill(long process) {
    assertThat(ProcessHandle.of(process).orElseThrow().destroyForcibly()).isTrue();
  }

  private static void gone(ProcessHandle process) throws Exception {
    ProcessHandle _ = process.onExit().get(60, TimeUnit.SECONDS);
  }

  /** A service to be killed: tells its warm parent's number while a child of that waits. */
  static final class Doomed {
    private Doomed() {}

    public static void main(String[] folder) throws Exception {
      Path here = Path.of(folder[0]);
      Probe probe = new Probe(here.resolveSibling("."), true);
      Child child = probe.start(here, ENVIRONMENT, "wait");
      System.out.println(Probe.facts(child).getLong("parent"));
      int _ = child.exit();
    }
  }
}
