package dev.fetchlight.work;

import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.Picture;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.media.MediaStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What work needs of the other rooms.
 *
 * @param thumbnails fetches a picture to the path, or beside it with its true extension ({@code
 *     jpg}, {@code png}, {@code webp}), and says where it is; empty where there is none. Blocks,
 *     ends when interrupted
 * @param logins what jobs show to their sites
 * @param board hears what holds the queue up, at first and whenever it changes
 * @param freeSpace bytes left on the fullest of the disks that downloads need
 */
public record Rooms(
    Desk desk,
    JobBook book,
    Engine engine,
    MediaStore media,
    BiFunction<Picture, Path, Optional<Path>> thumbnails,
    Logins logins,
    Consumer<QueueState> board,
    LongSupplier freeSpace,
    InstantSource clock) {

  /** The bytes left on the fullest disk that holds any of these; never waits long for them. */
  public static LongSupplier freeSpaceOf(Path... folders) {
    return new DiskSpace(List.of(folders));
  }
}
