package dev.fetchlight.store;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.jar.Jar;
import dev.fetchlight.job.jar.JarBook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every book keeps jars; each implementation runs it. */
public abstract class JarBookContract {
  private static final Instant LATER = NOON.plus(Duration.ofDays(30));

  @SuppressWarnings("NullAway.Init") // set before each test
  protected JarBook jars;

  /** One with nothing in it. */
  protected abstract JarBook open() throws Exception;

  protected abstract void close();

  @BeforeEach
  void openJars() throws Exception {
    jars = open();
  }

  @AfterEach
  void closeJars() {
    close();
  }

  private static Jar jar(String name, Instant put, @Nullable Instant expires) {
    return new Jar(name, "site.example", secret(name), expires, put, Jar.Told.NOTHING);
  }

  private static Sealed secret(String text) {
    return new Sealed(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsOneUnderEachName() {
    Jar b = jar("b", NOON, LATER);
    Jar a = jar("a", NOON, null);
    assertThat(jars.put(b)).isTrue();
    assertThat(jars.put(a)).isTrue();
    assertThat(jars.all()).containsExactly(a, b);

    Jar again = jar("b", LATER, null);
    assertThat(jars.put(again)).isFalse();
    assertThat(jars.find("b")).contains(again);
    assertThat(jars.find("B")).isEmpty();

    assertThat(jars.remove("b")).isTrue();
    assertThat(jars.remove("b")).isFalse();
    assertThat(jars.all()).containsExactly(a);
  }

  @Test
  void notesWhatTheSiteMadeOfIt() {
    Jar jar = jar("a", NOON, null);
    jars.put(jar);
    Jar.Told refused = new Jar.Told(NOON, "The site does not take it.");
    assertThat(jars.tell(jar, refused, null)).isTrue();
    assertThat(jars.find("a"))
        .contains(new Jar("a", jar.site(), jar.cookies(), null, NOON, refused));

    Jar.Told taken = new Jar.Told(LATER, null);
    assertThat(jars.tell(jar, taken, new JarBook.Renewed(secret("new"), LATER))).isTrue();
    assertThat(jars.find("a"))
        .contains(new Jar("a", jar.site(), secret("new"), LATER, NOON, taken));
  }

  @Test
  void whatWasHandedInAnewIsAnotherLogin() {
    Jar shown = jar("a", NOON, null);
    jars.put(shown);
    Jar anew = jar("a", LATER, null);
    jars.put(anew);
    JarBook.Renewed late = new JarBook.Renewed(secret("late"), null);
    assertThat(jars.tell(shown, new Jar.Told(LATER, "No."), late)).isFalse();
    assertThat(jars.find("a")).contains(anew);

    jars.remove("a");
    assertThat(jars.tell(anew, new Jar.Told(LATER, null), late)).isFalse();
    assertThat(jars.all()).isEmpty();
  }
}
