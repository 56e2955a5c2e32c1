package dev.fetchlight.update;

import dev.fetchlight.update.release.TrustedKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an operator may say of updates.
 *
 * @param mirror where releases are instead, such that {@code …/latest/download/NAME} is a file of
 *     the newest
 * @param key a file with the OpenPGP public keys that a mirror signs with; yt-dlp's own without one
 */
public record UpdateSettings(Channel channel, Optional<URI> mirror, Optional<Path> key) {
  /**
   * Returns where the file holds keys.
   *
   * @throws IllegalArgumentException with what is wrong with it, to be read after its name
   */
  public static void checkKeys(Path file) {
    TrustedKeys _ = TrustedKeys.of(file);
  }
}
