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
 */
public record Assignment(
    JobId id,
    Spec spec,
    @Nullable VideoInfo listed,
    Path scratch,
    Limits limits,
    @Nullable Cookies cookies) {}
