package dev.fetchlight.job.jar;

import dev.fetchlight.job.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where jars are kept. Every method blocks until the answer is on disk. */
public interface JarBook {
  /** All of them, by name. */
  List<Jar> all();

  /** The one of that name. */
  Optional<Jar> find(String name);

  /** Keeps it in place of the one of its name; true where there was none. */
  boolean put(Jar jar);

  /**
   * Notes what the site made of a jar, and what it sent back; nothing where the jar was handed in
   * anew since, or is gone.
   *
   * @param shown the jar that was shown
   * @param renewed its cookies as they are now; null where they are as before
   */
  boolean tell(Jar shown, Jar.Told told, @Nullable Renewed renewed);

  /** False where there is none. */
  boolean remove(String name);

  /** Cookies that a site has sent back. */
  record Renewed(Sealed cookies, @Nullable Instant expires) {}
}
