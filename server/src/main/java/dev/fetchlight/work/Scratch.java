package dev.fetchlight.work;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders of partial files, one a job. */
final class Scratch {
  private static final FileAttribute<?> OURS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  Scratch(Path root) {
    this.root = root;
  }

  /** Where nobody else may look into; made where it is missing. */
  void open() throws IOException {
    Files.createDirectories(root, OURS);
    probe().forget();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(root, "probe*.tmp")) {
      for (Path each : left) {
        Files.deleteIfExists(each); // as earlier versions left them
      }
    }
  }

  /** What tells whether it takes more. */
  Probe probe() {
    return new Probe(root.resolve("probe"));
  }

  synchronized Path make(JobId id) throws IOException {
    return Files.createDirectories(root.resolve(id.toString()), OURS);
  }

  /** Removes a job's folder where that holds once nobody can begin with it. */
  synchronized void discard(JobId id, BooleanSupplier useless) throws IOException {
    if (useless.getAsBoolean()) {
      remove(id);
    }
  }

  /** Removes a job's folder that has nothing in it. */
  void removeEmpty(JobId id) throws IOException {
    try {
      Files.deleteIfExists(root.resolve(id.toString()));
    } catch (DirectoryNotEmptyException _) {
      // Something of use is there.
    }
  }

  /** The bytes in each job's folder. */
  Map<JobId, Long> sizes() throws IOException {
    Map<JobId, Long> sizes = new HashMap<>();
    for (JobId id : all()) {
      sizes.put(id, size(root.resolve(id.toString())));
    }
    return sizes;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (UncheckedIOException | NoSuchFileException _) {
      return 0; // goes away at this very moment
    }
  }

  void remove(JobId id) throws IOException {
    delete(root.resolve(id.toString()));
  }

  /** Whether nothing will ever go on from the partial files of a job in that state. */
  static boolean useless(Optional<Job> job) {
    return job.isEmpty()
        || job.get().status() == Status.COMPLETED
        || job.get().status() == Status.CANCELLED;
  }

  /** Removes the folders that nothing will go on from; what is no job's folder stays. */
  void sweep(JobBook book) throws IOException {
    List<JobId> ids = all();
    Map<JobId, Job> known =
        book.find(ids).stream().collect(Collectors.toMap(Job::id, Function.identity()));
    for (JobId id : ids) {
      if (useless(Optional.ofNullable(known.get(id)))) {
        remove(id);
      } else {
        removeEmpty(id);
      }
    }
  }

  private List<JobId> all() throws IOException {
    List<JobId> ids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        JobId.parse(String.valueOf(folder.getFileName())).ifPresent(ids::add);
      }
    }
    return ids;
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
