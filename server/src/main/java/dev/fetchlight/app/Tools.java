package dev.fetchlight.app;

import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What downloads are made with, for whoever has just started the service. */
final class Tools {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Tools() {}

  /** One line, with what to do beneath it; waits for what the programs tell of themselves. */
  static String lines(YtDlpEngine ytDlp) {
    var _ = ytDlp.equipment(PATIENCE);
    Readiness engine = ytDlp.readiness();
    Readiness runtime = ytDlp.runtime();
    String line =
        "Downloads by %s; JavaScript by %s; looking like a browser: %s; wall: %s"
            .formatted(engine.detail(), runtime.detail(), ytDlp.impersonation(), ytDlp.wall());
    return Stream.concat(Stream.of(line), Stream.of(engine, runtime).flatMap(Tools::advice))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> advice(Readiness readiness) {
    return Stream.ofNullable(readiness.advice());
  }
}
