package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A small disk of its own that somebody can fill to the last byte. A file system in memory, mounted
 * by root; for others in a name space of their own there is none.
 */
final class Disk implements AutoCloseable {
  private static final int BLOCK = 4_096;

  private final Path folder;
  private final Path filler;

  private Disk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("somebody-elses");
  }

  static Disk mount(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "mode=700,size=" + size,
        "fetchlight-test",
        folder.toString());
    return new Disk(folder);
  }

  /** The data folder on it. */
  Path data() {
    return folder.resolve("data");
  }

  /** Takes all that is left; says how much that was. */
  long fill() throws IOException {
    long taken = Files.exists(filler) ? -Files.size(filler) : 0;
    for (int block = 256 * BLOCK; block >= 1; block = block == 1 ? 0 : Math.max(1, block / 16)) {
      byte[] bytes = new byte[block];
      try (OutputStream out =
          Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(bytes);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left");
      }
    }
    return taken + Files.size(filler);
  }

  /** Takes all files that the disk can have, and none of its bytes. */
  void useUpFiles() throws IOException {
    Path many = Files.createDirectories(folder.resolve("many"));
    try {
      for (int at = 0; ; at++) {
        Files.createFile(many.resolve("f" + at));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /** Gives one back. */
  void freeFile() throws IOException {
    Files.delete(folder.resolve("many").resolve("f0"));
  }

  /** Gives them back. */
  void freeFiles() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("many"))) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
  }

  /** Leaves only so many bytes. */
  void fillAllBut(long bytes) throws IOException {
    long room = folder.toFile().getUsableSpace() - bytes;
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (long at = 0; at < room; at += BLOCK) {
        out.write(block);
      }
    }
  }

  /** Gives it back. */
  void empty() throws IOException {
    Files.deleteIfExists(filler);
  }

  long free() {
    return folder.toFile().getUsableSpace();
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s", said).isZero();
  }
}
