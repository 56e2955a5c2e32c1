package dev.fetchlight.engine;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fetches what a link leads to. One instance serves many jobs at once. */
public interface Engine {

  /**
   * Fetches one job's media into its scratch folder, going on from what an earlier run left there.
   * Blocks the calling (virtual) thread. Interrupting that thread stops the work: when the method
   * then throws, no process and no open file of this job is left; the partial files stay.
   *
   * @param events hears everything in order, on one thread at a time; must not block for long
   */
  Outcome fetch(Assignment assignment, Consumer<EngineEvent> events) throws InterruptedException;

  /**
   * Looks at what a link leads to and fetches none of it. Blocks; ends when interrupted.
   *
   * @param list whether a list is wanted where the link could mean one of its videos too
   * @param mostItems entries of a list that are read at most
   */
  Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws InterruptedException;

  /**
   * Reads a list's entries one by one, in its order. Blocks; ends when interrupted.
   *
   * @param items hears of each as soon as it is known; may block
   * @return why there are none, or no more; empty where all were read
   */
  Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items)
      throws InterruptedException;

  /** One line for the health report, such as the program's version; throws nothing. */
  Readiness readiness();
}
