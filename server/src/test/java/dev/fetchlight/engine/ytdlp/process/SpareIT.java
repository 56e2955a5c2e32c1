package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The child that a warm parent forks ahead of a job. */
class SpareIT {
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;
  private Path here;

  @BeforeEach
  void workSomewhere() throws Exception {
    here = Files.createDirectory(folder.resolve("here")).toRealPath();
  }

  @Test
  void doesOneJobAndIsFollowedByAnother() throws Exception {
    try (Probe probe = new Probe(folder, true)) {
      ProcessHandle parent = parent(probe);

      ProcessHandle first = spareThatDoesAJob(probe, parent);
      ProcessHandle second = spareThatDoesAJob(probe, parent);

      gone(first);
      gone(second);
      assertThat(second).isNotEqualTo(first);
      assertThat(parent.children()).doesNotContain(first, second); // not even as zombies
    }
  }

  @Test
  void holdsNothingOfJobs() throws Exception {
    try (Probe probe = new Probe(folder, true)) {
      ProcessHandle parent = parent(probe);
      String secret = "secret-" + parent.pid();
      Map<String, String> environment = Map.of("PASSWORD", "environment-" + secret);
      try (Child child = probe.start(here, environment, "wait", "--cookies", secret)) {
        assertThat(holds(Probe.facts(child).getLong("pid"), secret)).as("it is found").isTrue();
        ProcessHandle spare = spareThatDoesAJob(probe, parent);
        gone(spare);

        assertThat(holds(spare(parent).pid(), secret)).isFalse();
        assertThat(holds(parent.pid(), secret)).isFalse();
      }
    }
  }

  @Test
  void isNotNeeded() throws Exception {
    try (Probe probe = new Probe(folder, true)) {
      ProcessHandle parent = parent(probe);
      ProcessHandle spare = spare(parent);

      assertThat(spare.destroyForcibly()).isTrue();
      gone(spare);

      assertThat(parent(probe)).isEqualTo(parent);
    }
  }

  @Test
  void endsWithItsParent() throws Exception {
    try (Probe probe = new Probe(folder, true)) {
      ProcessHandle parent = parent(probe);
      ProcessHandle spare = spare(parent);

      assertThat(parent.destroyForcibly()).isTrue();

      gone(spare);
    }
  }

  @Test
  void endsWhenYtDlpChangesThoughAJobGoesOn() throws Exception {
    try (Probe probe = new Probe(folder, true);
        Child child = probe.start(here, ENVIRONMENT, "wait")) {
      ProcessHandle parent = process(Probe.facts(child).getLong("parent"));
      ProcessHandle spare = spare(parent);
      Files.setLastModifiedTime(probe.file, FileTime.fromMillis(1));

      assertThat(probe.launcher.warmUp().join()).isTrue();

      gone(spare);
      assertThat(parent.isAlive()).isTrue();
      assertThat(Leftovers.in(here)).hasSize(1);
    }
  }

  @Test
  void isNotTriedAgainWhereItCannotGetReady() throws Exception {
    Path tried = Files.createFile(folder.resolve("unready"));
    try (Probe probe = new Probe(folder);
        Launcher launcher =
            new Launcher(probe::programs, Duration.ofMillis(300), Duration.ofSeconds(3))) {
      assertThat(launcher.warmUp().join()).isTrue();
      ProcessHandle parent;
      try (Child first = launcher.start(List.of("wait"), ENVIRONMENT, here)) {
        parent = process(Probe.facts(first).getLong("parent"));
        goneAfterTrying(tried);
        try (Child second = launcher.start(List.of("return"), ENVIRONMENT, elsewhere())) {
          assertThat(Probe.facts(second).getLong("parent")).isEqualTo(parent.pid());
        }
      }

      // A parent that still wants a spare never finds the time to be idle.
      gone(parent);
      assertThat(Files.readAllLines(tried)).hasSize(1);
    }
  }

  /** Returns once a spare has tried to get ready and is no more. */
  private static void goneAfterTrying(Path tried) throws Exception {
    long end = System.nanoTime() + PATIENCE;
    while (Files.size(tried) == 0) {
      assertThat(System.nanoTime()).as("a spare tries").isLessThan(end);
      Thread.onSpinWait();
    }
    long spare = Long.parseLong(Files.readAllLines(tried).getFirst());
    for (ProcessHandle each : ProcessHandle.of(spare).stream().toList()) {
      gone(each);
    }
  }

  /** Gives out jobs until a spare has done one. */
  private ProcessHandle spareThatDoesAJob(Probe probe, ProcessHandle parent) throws Exception {
    ProcessHandle spare = spare(parent);
    long end = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < end) {
      try (Child child = probe.start(elsewhere(), ENVIRONMENT, "return")) {
        if (Probe.facts(child).getLong("pid") == spare.pid()) {
          return spare;
        }
      }
    }
    throw new AssertionError("no job came to the spare " + spare);
  }

  /** The spare of a parent, once there is one, ready or not: it works where its parent does. */
  private static ProcessHandle spare(ProcessHandle parent) throws Exception {
    Path home = workingFolder(parent).orElseThrow();
    long end = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < end) {
      Optional<ProcessHandle> found =
          parent.children().filter(each -> workingFolder(each).equals(Optional.of(home))).findAny();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("there is no spare");
  }

  private ProcessHandle parent(Probe probe) throws Exception {
    try (Child child = probe.start(elsewhere(), ENVIRONMENT, "return")) {
      return process(Probe.facts(child).getLong("parent"));
    }
  }

  private Path elsewhere() throws IOException {
    return Files.createDirectories(folder.resolve("elsewhere")).toRealPath();
  }

  /** Whether a process has that word anywhere in the memory that it can write to. */
  private static boolean holds(long process, String word) throws Exception {
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + process + "/mem", "r")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + process + "/maps"))) {
        List<String> parts = List.of(line.split("[ -]", 4));
        if (parts.get(2).startsWith("rw")) {
          long from = Long.parseLong(parts.get(0), 16);
          byte[] bytes = new byte[(int) (Long.parseLong(parts.get(1), 16) - from)];
          memory.seek(from);
          memory.readFully(bytes);
          if (new String(bytes, StandardCharsets.ISO_8859_1).contains(word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Optional<Path> workingFolder(ProcessHandle process) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")));
    } catch (IOException e) {
      return Optional.empty(); // it has ended
    }
  }

  private static ProcessHandle process(long number) {
    return ProcessHandle.of(number).orElseThrow();
  }

  private static void gone(ProcessHandle process) throws Exception {
    ProcessHandle _ = process.onExit().get(60, TimeUnit.SECONDS);
  }
}
