package dev.fetchlight.job;

/** What somebody asked for. Two equal specs are the same download. */
public record Spec(Link link, Format format) {}
