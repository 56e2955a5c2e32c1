package dev.fetchlight.job.spec;

import org.jspecify.annotations.Nullable;

/**
 * A link that somebody wants to look at before anything of it is queued.
 *
 * @param list whether a list is meant where the link could mean one of its videos too
 * @param cookies for its site
 */
public record Look(Link link, boolean list, @Nullable Cookies cookies) {}
