package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Fetcher;
import java.net.URI;
import java.nio.file.Path;

/**
 * What all connections of one download work by.
 *
 * @param file takes the bytes, each at its place
 */
record Order(Fetcher fetcher, URI uri, Source source, Path file, Seams seams, Patience patience) {}
