package dev.fetchlight.engine.ytdlp.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A process that runs or has run, whoever started it. */
sealed interface Started permits Executed, Forked {
  long pid();

  InputStream out();

  InputStream complaints();

  /** Completes with its exit status when it ends; with nothing where that can't be known. */
  CompletableFuture<OptionalInt> end();

  /** Signals it and, where it has a process group of its own, everybody in that. */
  void signal(Signal signal);

  /** Lets go of it, once it has ended. */
  void close() throws IOException;
}
