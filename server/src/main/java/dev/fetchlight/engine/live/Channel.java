package dev.fetchlight.engine.live;

import java.net.URI;
import java.util.Map;

/**
 * Where a broadcast, or its picture or its sound alone, can be had.
 *
 * @param listed whether it is a list of segments; else it is the sound itself, without an end
 * @param headers that the site wants to see
 * @param picture whether there may be a picture in it
 */
public record Channel(URI link, boolean listed, Map<String, String> headers, boolean picture) {
  public Channel {
    headers = Map.copyOf(headers);
  }
}
