package dev.fetchlight.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The shelf. A folder (named by a job's id) holds files (named by us: {@code media.mp4}, {@code
 * thumbnail.jpg}); names are lower-case letters, digits, dots and dashes, and are refused
 * otherwise. A file is there whole or not at all, also after a crash in the middle of {@link #put}.
 */
public interface MediaStore {
  /** The word clients see: {@code disk} or {@code s3}. */
  String provider();

  /**
   * Moves {@code source} onto the shelf, replacing what was there; {@code source} is gone after.
   */
  void put(String folder, String name, Path source) throws IOException;

  /** The file, or empty. */
  Optional<MediaFile> find(String folder, String name) throws IOException;

  /** Reads {@code length} bytes from {@code offset}; the caller closes. */
  InputStream read(MediaFile file, long offset, long length) throws IOException;

  /** Removes a folder with all in it; nothing happens where there is none. */
  void delete(String folder) throws IOException;

  /**
   * Throws where the shelf cannot be used, with a message that says what to do.
   *
   * @throws NoRoomException where it only takes nothing more; what is there can be had and removed
   */
  void check() throws IOException;
}
