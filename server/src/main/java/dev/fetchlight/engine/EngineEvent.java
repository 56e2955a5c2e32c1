package dev.fetchlight.engine;

import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Cookies;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What an engine tells while it works. */
public sealed interface EngineEvent {
  /**
   * The site has told what the media is.
   *
   * @param thumbnail where the picture can be fetched, if there is one
   */
  record Described(VideoInfo video, @Nullable URI thumbnail) implements EngineEvent {}

  /** The work enters a stage; {@link Stage#STORING} is never an engine's. */
  record Entered(Stage stage) implements EngineEvent {}

  /**
   * The media comes without something, or with something else instead: one sentence for a person,
   * with no secret and no folder in it.
   */
  record Remarked(String sentence) implements EngineEvent {}

  /** A line for the job's log, with no secret and no folder in it. */
  record Noted(String line) implements EngineEvent {}

  /**
   * What a program has of cookies after it has shown some: what sites changed of them, and new
   * ones, of any site. A secret.
   */
  record Returned(Cookies cookies) implements EngineEvent {}

  /** How far it is, over all streams; percent never goes back within a run. */
  record Progressed(Progress progress) implements EngineEvent {}
}
