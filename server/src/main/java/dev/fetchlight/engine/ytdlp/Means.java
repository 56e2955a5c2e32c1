package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.ytdlp.process.Launcher;
import java.net.URI;

/**
 * What all jobs are done with.
 *
 * @param sponsors where SponsorBlock's server is
 */
record Means(Launcher launcher, Patience patience, URI sponsors) {}
