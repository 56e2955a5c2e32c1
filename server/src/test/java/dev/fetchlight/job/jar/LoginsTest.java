package dev.fetchlight.job.jar;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which login is shown to whom, and what becomes of it. */
class LoginsTest {
  private static final Link LINK = Jobs.link("https://www.example.com/v");
  private static final Failure NO = new Failure(Failure.Code.LOGIN_REQUIRED, "Who are you?");
  private Instant now = NOON;
  private final Logins logins =
      new Logins(
          new Shelf(new TreeMap<>()),
          cookies -> new Sealed(cookies.text().getBytes(StandardCharsets.UTF_8)),
          sealed -> Optional.of(new Cookies(new String(sealed.bytes(), StandardCharsets.UTF_8))),
          () -> now);

  /** Jars in memory. */
  private record Shelf(Map<String, Jar> jars) implements JarBook {
    @Override
    public List<Jar> all() {
      return List.copyOf(jars.values());
    }

    @Override
    public Optional<Jar> find(String name) {
      return Optional.ofNullable(jars.get(name));
    }

    @Override
    public boolean put(Jar jar) {
      return jars.put(jar.name(), jar) == null;
    }

    @Override
    public boolean tell(Jar shown, Jar.Told told, @Nullable Renewed renewed) {
      return jars.computeIfPresent(
              shown.name(),
              (name, jar) ->
                  new Jar(
                      name,
                      jar.site(),
                      renewed == null ? jar.cookies() : renewed.cookies(),
                      renewed == null ? jar.expires() : renewed.expires(),
                      jar.put(),
                      told))
          != null;
    }

    @Override
    public boolean remove(String name) {
      return jars.remove(name) != null;
    }
  }

  private static String line(String name, String value, long expires) {
    return ".example.com\tTRUE\t/\tTRUE\t" + expires + "\t" + name + "\t" + value + "\n";
  }

  private void keep(String name, String site, String text) {
    now = now.plusSeconds(1);
    assertThat(logins.put(name, site, logins.read(new Cookies(text), site))).isPresent();
  }

  private Visit visit(@Nullable String name) {
    return ((Logins.Opening.Ready) logins.open(name, LINK)).visit();
  }

  private String shown(@Nullable String name) {
    Cookies cookies = visit(name).cookies();
    return cookies == null ? "" : cookies.text();
  }

  private Jar.State state(String name) {
    return logins.state(logins.find(name).orElseThrow());
  }

  @Test
  void theBestOfASiteIsTakenByItself() {
    assertThat(shown(null)).isEmpty();
    keep("other", "other.com", ".other.com\tTRUE\t/\tTRUE\t0\ta\to\n");
    assertThat(shown(null)).isEmpty();
    keep("first", "example.com", line("a", "first", 0));
    keep("second", "example.com", line("a", "second", 0));
    assertThat(shown(null)).contains("second");
    assertThat(shown("first")).contains("first");

    visit("second").ended("example.com", NO);
    assertThat(shown(null)).contains("first");
    visit("first").ended("example.com", NO);
    assertThat(shown(null)).as("better than none").contains("second");
    visit("first").ended("example.com", null);
    assertThat(state("first")).isEqualTo(Jar.State.FRESH);
    assertThat(shown(null)).contains("first");
  }

  @Test
  void shortLinksAreOfTheSiteThatTheyLeadTo() {
    keep("tube", "youtube.com", ".youtube.com\tTRUE\t/\tTRUE\t0\ta\tb\n");
    assertThat(logins.find("tube").orElseThrow().opens("youtu.be")).isTrue();
    assertThat(logins.find("tube").orElseThrow().opens("music.youtube.com")).isTrue();
    assertThat(logins.find("tube").orElseThrow().opens("notyoutube.com")).isFalse();
  }

  @Test
  void whatIsOverIsShownToNobody() {
    keep("old", "example.com", line("a", "b", NOON.plusSeconds(60).getEpochSecond()));
    now = NOON.plus(Duration.ofHours(1));
    assertThat(state("old")).isEqualTo(Jar.State.OLD);
    assertThat(shown(null)).isEmpty();
    assertThat(logins.open("old", LINK))
        .isInstanceOfSatisfying(
            Logins.Opening.Lost.class,
            lost -> {
              assertThat(lost.failure().code()).isEqualTo(Failure.Code.LOGIN_REQUIRED);
              assertThat(lost.failure().sentence()).contains("old", "is over");
            });
    assertThat(logins.open("none", LINK)).isInstanceOf(Logins.Opening.Lost.class);
  }

  @Test
  void twoVisitsAtOnceKeepWhatEachOfThemChanged() {
    keep("a", "example.com", line("one", "1", 0) + line("two", "2", 0) + line("gone", "3", 0));
    Visit first = visit("a");
    Visit second = visit("a");
    first.returned(new Cookies(line("one", "new", 0) + line("two", "2", 0)));
    second.returned(
        new Cookies(
            line("one", "1", 0)
                + line("two", "new", 0)
                + line("gone", "3", 0)
                + ".ads.com\tTRUE\t/\tTRUE\t0\tspy\tx\n"));
    first.ended("example.com", null);
    second.ended("example.com", null);
    assertThat(shown("a")).isEqualTo(line("one", "new", 0) + line("two", "new", 0));
  }

  @Test
  void whatCameWithARefusalIsNoLogin() {
    keep("a", "example.com", line("one", "1", 0));
    Visit visit = visit("a");
    visit.returned(new Cookies(line("one", "stranger", 0)));
    visit.ended("example.com", NO);
    assertThat(shown("a")).isEqualTo(line("one", "1", 0));
    assertThat(state("a")).isEqualTo(Jar.State.REFUSED);

    Visit emptied = visit("a");
    emptied.returned(new Cookies(""));
    emptied.ended("example.com", new Failure(Failure.Code.NOT_FOUND, "No."));
    assertThat(shown("a")).isEqualTo(line("one", "1", 0));
    assertThat(state("a")).as("another failure tells nothing").isEqualTo(Jar.State.REFUSED);
  }

  @Test
  void whatAnotherSiteMakesOfItTellsNothing() {
    keep("a", "example.com", line("one", "1", 0));
    visit("a").ended("other.com", NO);
    assertThat(state("a")).isEqualTo(Jar.State.FRESH);
  }

  @Test
  void aLateWordOfAnEarlierLoginIsNotOfTheNewOne() {
    keep("a", "example.com", line("one", "1", 0));
    Visit early = visit("a");
    assertThat(
            logins.put(
                "a", "example.com", logins.read(new Cookies(line("one", "2", 0)), "example.com")))
        .isPresent();
    early.returned(new Cookies(line("one", "late", 0)));
    early.ended("example.com", NO);
    assertThat(shown("a")).isEqualTo(line("one", "2", 0));
    assertThat(state("a")).isEqualTo(Jar.State.FRESH);
  }
}
