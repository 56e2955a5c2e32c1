package dev.fetchlight.engine;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Spec;
import java.nio.file.Path;

/**
 * One run of an engine.
 *
 * @param scratch this job's own existing folder; what an earlier run left is in it
 */
public record Assignment(JobId id, Spec spec, Path scratch, Limits limits) {}
