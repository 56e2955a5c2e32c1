package dev.fetchlight.app;

import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.ytdlp.Patience;
import dev.fetchlight.engine.ytdlp.Surroundings;
import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.engine.ytdlp.program.RuntimeSearch;
import dev.fetchlight.update.Channel;
import dev.fetchlight.update.InUse;
import dev.fetchlight.update.Trial;
import dev.fetchlight.update.Updater;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** The engine of yt-dlp, and what keeps its program new. */
record YtDlps(YtDlpEngine engine, Updater updater) {
  /** For all of one file of a release, and of a trial, on a slow line and a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * @param apart opens a door to nothing but the addresses of a policy
   */
  static YtDlps of(
      Settings settings,
      DataFolder folders,
      Egress egress,
      Function<AddressPolicy, Egress> apart,
      InstantSource clock) {
    // Who names a program and turns no updates on is given that very program.
    boolean own = settings.ytDlp().isEmpty() || settings.updates().channel() != Channel.OFF;
    Function<Optional<Path>, Programs> find = file -> programs(settings, folders, file);
    InUse inUse = InUse.of(folders.programs().resolve("yt-dlp"), own, find);
    YtDlpEngine engine =
        new YtDlpEngine(
            inUse::programs,
            new YtDlpEngine.Doors(
                () -> egress.open(settings.additions().tokens()), egress::fetcher),
            Patience.USUAL.giveUpAfter(settings.stallTimeout()),
            folders.scratch(),
            settings.maxPageSize(),
            new Surroundings(settings.updates().channel() != Channel.OFF, settings.sponsorBlock()));
    inUse.onChange(engine::lookAgain);
    Updater updater =
        new Updater(
            inUse,
            settings.updates(),
            new Updater.Source(egress::fetcher, PATIENCE),
            new Trial(apart, find, folders.scratch(), PATIENCE),
            clock);
    return new YtDlps(engine, updater);
  }

  private static Programs programs(Settings settings, DataFolder folders, Optional<Path> own) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Programs.find(
        own.or(settings::ytDlp).orElse(null),
        settings.ffmpeg().orElse(null),
        path,
        new RuntimeSearch(settings.jsRuntime().orElse(null), folders.programs(), path),
        settings.additions());
  }
}
