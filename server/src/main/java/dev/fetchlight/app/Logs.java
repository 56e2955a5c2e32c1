package dev.fetchlight.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/** How the program logs: one line a record to standard error, libraries only from warnings up. */
final class Logs {
  // Loggers are held weakly; one that is collected forgets its level.
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("dev.fetchlight");

  private Logs() {}

  static void set() {
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty(
          "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
    }
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(Level.INFO);
  }
}
