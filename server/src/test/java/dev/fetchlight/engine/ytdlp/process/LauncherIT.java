package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a child gets from whoever started it, warm or cold, and what it leaves. */
class LauncherIT {
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChildKnowsNothingButItsOwnJob(boolean warm) throws Exception {
    Path here = Files.createDirectory(folder.resolve("here")).toRealPath();
    Path there = Files.createDirectory(folder.resolve("there")).toRealPath();
    Map<String, String> one = environment("http_proxy", "http://127.0.0.1:1", "SECRET", "one");
    Map<String, String> other = environment("http_proxy", "http://127.0.0.1:2", "PATH", "/ö");
    try (Probe probe = new Probe(folder, warm);
        Child first = probe.start(here, one, "wait", "--", "http://a/ü\n'\"");
        Child second = probe.start(there, other, "wait")) {
      JsonObject a = Probe.facts(first);
      JsonObject b = Probe.facts(second);

      assertThat(a.getJsonArray("argv")).isEqualTo(JsonArray.of("wait", "--", "http://a/ü\n'\""));
      assertThat(a.getJsonObject("env").getMap()).isEqualTo(one);
      assertThat(b.getJsonObject("env").getMap()).isEqualTo(other);
      assertThat(a.getString("cwd")).isEqualTo(here.toString());
      assertThat(b.getString("cwd")).isEqualTo(there.toString());
      for (JsonObject each : List.of(a, b)) {
        assertThat(each.getLong("group")).isEqualTo(each.getLong("pid"));
        assertThat(each.getLong("session")).isEqualTo(each.getLong("pid"));
        // The fourth is the folder of this very list.
        assertThat(each.getJsonArray("files")).isEqualTo(JsonArray.of(0, 1, 2, 3));
        assertThat(each.getString("input")).isEmpty();
      }
      assertThat(a.getDouble("random")).isNotEqualTo(b.getDouble("random"));
      assertThat(Leftovers.in(here)).extracting(ProcessHandle::pid).containsOnly(a.getLong("pid"));
    }
    assertThat(Leftovers.in(folder.toRealPath())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsHowAChildEnded(boolean warm) throws Exception {
    try (Probe probe = new Probe(folder, warm)) {
      assertThat(exit(probe, "return")).isZero();
      assertThat(exit(probe, "exit", "0")).isZero();
      assertThat(exit(probe, "exit", "101")).isEqualTo(101);
      assertThat(exit(probe, "complain")).isEqualTo(1);
      assertThat(exit(probe, "fail")).isEqualTo(1);
      assertThat(exit(probe, "die")).isEqualTo(128 + 9);
    }
  }

  private int exit(Probe probe, String... arguments) throws Exception {
    Child child = probe.start(folder.toRealPath(), ENVIRONMENT, arguments);
    int exit;
    try (child) {
      JsonObject facts = Probe.facts(child);
      assertThat(child.next(Duration.ofSeconds(60))).isEqualTo(new Heard.Ended());
      exit = child.exit();
      assertThat(child.lost()).isFalse();
      assertThat(ProcessHandle.of(facts.getLong("pid"))).as("not even a zombie").isEmpty();
    }
    switch (arguments[0]) {
      case "complain" -> assertThat(child.complaints()).containsExactly("ERROR: it is as it is");
      case "fail" -> assertThat(child.complaints()).last().isEqualTo("ValueError: so be it");
      default -> assertThat(child.complaints()).isEmpty();
    }
    return exit;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsOneChildAndItsDescendantsAlone(boolean warm) throws Exception {
    Path here = Files.createDirectory(folder.resolve("here")).toRealPath();
    Path there = Files.createDirectory(folder.resolve("there")).toRealPath();
    try (Probe probe = new Probe(folder, warm);
        Child other = probe.start(there, ENVIRONMENT, "wait")) {
      Child deaf = probe.start(here, ENVIRONMENT, "deaf");
      Probe.facts(deaf);
      assertThat(Leftovers.in(here)).hasSizeGreaterThanOrEqualTo(2);

      Thread.currentThread().interrupt();
      deaf.close();

      assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
      assertThat(Leftovers.in(here)).isEmpty();
      assertThat(Leftovers.in(there)).hasSize(1);
      Probe.facts(other);
    }
  }

  @Test
  void killsAGroupThatDoesNotWantToEnd() throws Exception {
    Path real = folder.toRealPath();
    String deaf = "trap '' TERM; (trap '' TERM; sleep 600) & echo ready; sleep 600";
    Child child =
        new Child(
            Executed.start(
                List.of("/bin/sh", "-c", deaf),
                Map.of("PATH", "/usr/bin:/bin"),
                real,
                Path.of("/usr/bin/setsid")),
            real,
            Duration.ofMillis(50));
    assertThat(child.next(Duration.ofSeconds(30))).isEqualTo(new Heard.Said("ready"));

    Thread.currentThread().interrupt();
    child.close();

    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    assertThat(Leftovers.in(real)).isEmpty();
  }

  @Test
  void forksAllFromOneParentThatKeepsNoZombie() throws Exception {
    try (Probe probe = new Probe(folder, true)) {
      JsonObject first = factsOfOneThatEnds(probe);
      JsonObject second = factsOfOneThatEnds(probe);

      assertThat(second.getLong("parent")).isEqualTo(first.getLong("parent"));
      assertThat(ProcessHandle.of(first.getLong("parent")).orElseThrow().children())
          .extracting(ProcessHandle::pid)
          .doesNotContain(first.getLong("pid"), second.getLong("pid"));
    }
  }

  private JsonObject factsOfOneThatEnds(Probe probe) throws Exception {
    try (Child child = probe.start(folder.toRealPath(), ENVIRONMENT, "return")) {
      JsonObject facts = Probe.facts(child);
      int _ = child.exit();
      return facts;
    }
  }

  private static Map<String, String> environment(String... pairs) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    for (int each = 0; each < pairs.length; each += 2) {
      environment.put(pairs[each], pairs[each + 1]);
    }
    return environment;
  }
}
