package dev.fetchlight.engine.live;

import dev.fetchlight.job.outcome.VideoInfo;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a site tells of something that is being broadcast.
 *
 * @param sources one with all in it, or one of the picture and one of the sound
 */
public record Broadcast(VideoInfo video, @Nullable URI thumbnail, List<Channel> sources) {
  public Broadcast {
    sources = List.copyOf(sources);
  }
}
