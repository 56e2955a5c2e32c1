package dev.fetchlight.app;

import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The program: reads its settings, runs the service, and ends it well when it is told to. */
public final class Main {
  private static final Logger LOG = System.getLogger(Main.class.getName());
  private static final Duration LONGEST_STOP = Duration.ofSeconds(9);
  private static final int BAD_SETTING = 2;

  private Main() {}

  /** Starts the service and returns while it runs. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Settings.help());
      return;
    }
    Logs.set();
    try {
      Settings settings = Settings.read(System.getenv(), List.of(arguments));
      Fetchlight service = Fetchlight.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
      say(System.out, "Fetchlight ready at " + service.address());
      // Beside, since a program may take a while to tell its version.
      Thread.startVirtualThread(() -> say(System.out, service.tools()));
    } catch (SettingsException e) {
      say(System.err, reason(e));
      System.exit(BAD_SETTING);
      // The one place where a failed start becomes words for the operator.
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "starting", e);
      say(System.err, "Fetchlight cannot start: " + reason(e));
      System.exit(1);
    }
  }

  private static void say(PrintStream out, String line) {
    out.println(line);
    out.flush();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause instanceof CompletionException) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** A JVM that a signal ends leaves with 128 + signal; ours did what it was told, which is 0. */
  private static void stop(Fetchlight service) {
    Thread closing = Thread.ofPlatform().daemon().name("closing").start(service::close);
    try {
      if (!closing.join(LONGEST_STOP)) {
        LOG.log(Level.WARNING, "stopping took too long; running jobs go on at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
