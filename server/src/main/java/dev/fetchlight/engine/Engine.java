package dev.fetchlight.engine;

import java.util.function.Consumer;

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

  /** One line for the health report, such as the program's version; throws nothing. */
  Readiness readiness();
}
