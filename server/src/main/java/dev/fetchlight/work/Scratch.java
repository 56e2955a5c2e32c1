package dev.fetchlight.work;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBook;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The folders of partial files, one a job. */
final class Scratch {
  private final Path root;

  Scratch(Path root) {
    this.root = root;
  }

  Path make(JobId id) throws IOException {
    return Files.createDirectories(root.resolve(id.toString()));
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
    List<JobId> ids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        JobId.parse(String.valueOf(folder.getFileName())).ifPresent(ids::add);
      }
    }
    Map<JobId, Job> known =
        book.find(ids).stream().collect(Collectors.toMap(Job::id, Function.identity()));
    for (JobId id : ids) {
      if (useless(Optional.ofNullable(known.get(id)))) {
        remove(id);
      }
    }
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
