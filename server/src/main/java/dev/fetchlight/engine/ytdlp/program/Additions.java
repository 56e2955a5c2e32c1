package dev.fetchlight.engine.ytdlp.program;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator gives to yt-dlp beside itself; nobody else can.
 *
 * @param python runs it where it is a Python program, with the modules that this one has; null for
 *     the one that it names
 * @param plugins a folder with one folder or archive for each plugin; null for no plugins
 * @param tokens the one address at which plugins ask for PO tokens; null for none
 */
public record Additions(@Nullable Path python, @Nullable Path plugins, @Nullable URI tokens) {
  public static final Additions NONE = new Additions(null, null, null);

  /** The options that tell plugins of it; one that is not there overhears them. */
  List<String> options() {
    return tokens == null
        ? List.of()
        : List.of("--extractor-args", "youtubepot-bgutilhttp:base_url=" + tokens);
  }
}
