package dev.fetchlight.update;

import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.update.release.ReleaseServer;
import dev.fetchlight.update.release.TrustedKeys;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All that takes releases in, over a data folder and a release server of its own. */
final class Workbench implements AutoCloseable {
  static final Path DEBIANS = Path.of("/usr/bin/yt-dlp");
  static final Duration LINE = Duration.ofSeconds(3);
  static final Duration TRIAL = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private final Egress egress = new Egress(vertx, AddressPolicy.parse("127.0.0.1/32"));
  private final Path data;
  private final Path key;
  final Signer signer;
  final ReleaseSite site = new ReleaseSite();
  InUse inUse;

  /** Is run when a trial begins. */
  Runnable whileTrying = () -> {};

  Workbench(Path data, Signer signer) {
    this.data = data;
    this.signer = signer;
    key = signer.publish(data.resolve("key.asc"));
    inUse = open();
  }

  private InUse open() {
    return InUse.of(data.resolve("programs/yt-dlp"), true, Workbench::find);
  }

  /** As after a restart. */
  void again() {
    inUse = open();
  }

  private static Programs find(Optional<Path> own) {
    return Programs.find(own.orElse(DEBIANS), null, "/usr/local/bin:/usr/bin:/bin");
  }

  /** Asks once, and says what came of it. */
  Try look() throws Exception {
    return look(site.url(), TRIAL, InstantSource.system(), true);
  }

  Try look(Duration trial) throws Exception {
    return look(site.url(), trial, InstantSource.system(), true);
  }

  Try look(URI releases, Duration trial, InstantSource clock, boolean person) throws Exception {
    Intake intake =
        new Intake(
            new ReleaseServer(egress::fetcher, releases, LINE),
            TrustedKeys.of(key),
            inUse,
            new Trial(policy -> new Egress(vertx, policy), Workbench::find, scratch(), trial),
            clock);
    return intake.look(person, _ -> whileTrying.run());
  }

  /** The version in use. */
  String version() {
    return inUse.version().orElseThrow().text();
  }

  /** What lies in the folder of the releases. */
  List<String> onDisk() {
    return names(data.resolve("programs/yt-dlp"));
  }

  /** The programs that have been fetched and not been put in their place. */
  List<Path> fetched() {
    try (Stream<Path> files = Files.walk(data.resolve("programs/yt-dlp"))) {
      return files
          .filter(file -> file.toString().contains("/.new-"))
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a trial has left. */
  List<String> leftByTrials() {
    return names(scratch());
  }

  private Path scratch() {
    return data.resolve("scratch");
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    site.close();
    egress.close();
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
