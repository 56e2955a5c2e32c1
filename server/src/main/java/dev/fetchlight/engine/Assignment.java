package dev.fetchlight.engine;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Spec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One run of an engine.
 *
 * @param listed what the list that it belongs to says of it, if there is one
 * @param cookies to be shown to the site; a secret
 * @param scratch this job's own existing folder; what an earlier run left is in it
 * @param bell rings when somebody wants what there is by now of a recording
 */
public record Assignment(
    JobId id,
    Spec spec,
    @Nullable VideoInfo listed,
    Path scratch,
    Limits limits,
    @Nullable Cookies cookies,
    Bell bell) {
  /** One that nobody ends. */
  public Assignment(
      JobId id,
      Spec spec,
      @Nullable VideoInfo listed,
      Path scratch,
      Limits limits,
      @Nullable Cookies cookies) {
    this(id, spec, listed, scratch, limits, cookies, new Bell());
  }

  /** The same with another wish. */
  public Assignment with(Spec other) {
    return new Assignment(id, other, listed, scratch, limits, cookies, bell);
  }
}
