package dev.fetchlight.engine.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has been recorded of one source: files that only grow, and a note beside them of what in
 * them is whole, so that another run goes on right behind it. Written by one thread, its label read
 * by any.
 */
final class Tape implements AutoCloseable {
  /** What the names of all files of recordings begin with. */
  static final String NAME = "live-";

  /** Each is a file, and is converted by itself. */
  private static final int MOST_PARTS = 200;

  private final Path folder;
  private final String name;
  private volatile Label label;
  private @Nullable FileChannel file;
  private boolean fresh;

  private Tape(Path folder, String name, Label label) {
    this.folder = folder;
    this.name = name;
    this.label = label;
  }

  /** One that goes on with what an earlier run left. */
  static Tape open(Path folder, int number) throws IOException {
    String name = NAME + number;
    Label label = Label.read(folder.resolve(name + ".label"));
    Tape tape = new Tape(folder, name, label);
    for (int each = 0; each < label.parts().size(); each++) {
      Path path = tape.path(each);
      if (Files.notExists(path)) {
        Files.createFile(path);
      }
    }
    Path begun = tape.path(label.parts().size());
    Files.deleteIfExists(begun);
    return tape;
  }

  /** Whether anything is on any tape there. */
  static boolean any(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(
          file -> String.valueOf(file.getFileName()).matches(NAME + "[0-9]+\\.label"));
    }
  }

  Label label() {
    return label;
  }

  boolean empty() {
    return label.parts().isEmpty();
  }

  /** The files with what is whole in them, in order. */
  List<Path> files() {
    return Stream.iterate(0, each -> each + 1).limit(label.parts().size()).map(this::path).toList();
  }

  /** Whether no more parts may begin. */
  boolean crowded() {
    return label.parts().size() >= MOST_PARTS;
  }

  /**
   * Gets ready to take in bytes, behind all that is whole.
   *
   * @param another whether they begin another part
   */
  void begin(boolean another) throws IOException {
    close();
    fresh = another;
    int part = fresh ? label.parts().size() : label.parts().size() - 1;
    FileChannel channel =
        FileChannel.open(path(part), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    file = channel;
    long whole = fresh ? 0 : Math.min(channel.size(), label.parts().getLast().bytes());
    channel.truncate(whole);
    channel.position(whole);
  }

  void write(ByteBuffer bytes) throws IOException {
    FileChannel channel = opened();
    while (bytes.hasRemaining()) {
      int _ = channel.write(bytes);
    }
  }

  /** What was written since it was begun is whole. */
  void keep(Label.Part part, Label next) throws IOException {
    long bytes = opened().position();
    keep(next.with(new Label.Part(part.medium(), part.head(), bytes), fresh));
    fresh = false;
  }

  /** What is known of it is this by now. */
  void keep(Label next) throws IOException {
    next.write(folder.resolve(name + ".label"));
    label = next;
  }

  private FileChannel opened() {
    if (file == null) {
      throw new IllegalStateException("nothing was begun");
    }
    return file;
  }

  private Path path(int part) {
    return folder.resolve(name + "-" + part + ".part");
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
