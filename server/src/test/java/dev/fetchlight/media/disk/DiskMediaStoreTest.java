package dev.fetchlight.media.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.media.MediaStore;
import dev.fetchlight.media.MediaStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what only a folder on disk promises. */
class DiskMediaStoreTest extends MediaStoreContract {
  @TempDir private Path root;

  @Override
  protected MediaStore open() throws IOException {
    return DiskMediaStore.open(root);
  }

  @Test
  void laysFilesInAFolderOfTheJobFannedOut() throws Exception {
    store.put(FOLDER, "media.mp4", file("x"));

    Path expected = root.resolve("ab").resolve(FOLDER).resolve("media.mp4");
    assertThat(expected).isRegularFile();
    assertThat(store.find(FOLDER, "media.mp4").orElseThrow().path()).isEqualTo(expected);
  }

  @Test
  void takesFilesFromAnotherFileSystem() throws Exception {
    Path source = Files.createTempFile(Path.of("/dev/shm"), "fetchlight", "");
    try {
      Files.writeString(source, "far");
      store.put(FOLDER, "media.mp4", source);

      assertThat(text(store.find(FOLDER, "media.mp4").orElseThrow(), 0, 3)).isEqualTo("far");
      assertThat(source).doesNotExist();
      assertThat(root.resolve("moving")).isEmptyDirectory();
    } finally {
      Files.deleteIfExists(source);
    }
  }

  @Test
  void sweepsWhatACrashLeft() throws Exception {
    store.put(FOLDER, "media.mp4", file("kept"));
    Path half = root.resolve("moving").resolve("half");
    Files.createDirectory(half);
    Files.writeString(half.resolve("media.mp4"), "hal");

    store = open();

    assertThat(root.resolve("moving")).isEmptyDirectory();
    assertThat(store.find(FOLDER, "media.mp4")).isPresent();
  }

  @Test
  void followsNoLinkOutOfTheShelf(@TempDir Path outside) throws Exception {
    Path secret = Files.writeString(outside.resolve("media.mp4"), "secret");
    store.put(FOLDER, "thumbnail.jpg", file("x"));
    Path shelf = root.resolve("ab").resolve(FOLDER);
    Files.createSymbolicLink(shelf.resolve("media.mp4"), secret);

    assertThat(store.find(FOLDER, "media.mp4")).isEmpty();
    store.delete(FOLDER);
    assertThat(secret).exists();

    Files.createSymbolicLink(shelf, outside);
    assertThatThrownBy(() -> store.find(FOLDER, "media.mp4"))
        .isInstanceOf(NotDirectoryException.class);
    Path source = file("x");
    assertThatThrownBy(() -> store.put(FOLDER, "media.mp4", source))
        .isInstanceOf(IOException.class);
    assertThat(secret).hasContent("secret");
  }

  @Test
  void aLinkIsNoSource() throws Exception {
    Path link = Files.createSymbolicLink(scratch.resolve("link"), file("secret"));

    assertThatThrownBy(() -> store.put(FOLDER, "media.mp4", link))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void sayWhatToDoWhenTheFolderCannotBeUsed() throws Exception {
    Path file = file("in the way");
    assertThatThrownBy(() -> DiskMediaStore.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The folder " + file + " cannot be written by user")
        .hasMessageContaining("change its owner or set FETCHLIGHT_DATA_DIR");

    Files.delete(root.resolve("moving"));
    Files.createFile(root.resolve("moving"));
    assertThatThrownBy(store::check).hasMessageContaining("The folder " + root + " cannot");
  }

  @Test
  void aShelfThatIsAwayIsNotBegunAnew() throws Exception {
    store.put(FOLDER, "media.mp4", file("kept"));
    Path away = Files.move(root, root.resolveSibling("away"));

    assertThatThrownBy(store::check).hasMessageContaining("is gone").hasMessageContaining("Mount");
    Files.createDirectory(root);
    assertThatThrownBy(store::check).hasMessageContaining("not the one");
    assertThatThrownBy(() -> store.put(FOLDER, "media.mp4", file("lost")))
        .hasMessageContaining("not the one");
    assertThatThrownBy(() -> store.find(FOLDER, "media.mp4")).hasMessageContaining("not the one");
    assertThatThrownBy(() -> store.delete(FOLDER)).hasMessageContaining("not the one");
    assertThat(root).isEmptyDirectory();

    Files.delete(root);
    Files.move(away, root);
    store.check();
    assertThat(store.find(FOLDER, "media.mp4")).isPresent();
  }

  @Test
  void anotherFolderIsNotTakenForTheShelfInUse() throws Exception {
    String name = ((DiskMediaStore) store).name().orElseThrow();
    store.put(FOLDER, "media.mp4", file("kept"));
    Path empty = Files.createDirectory(root.resolveSibling(root.getFileName() + "-empty"));

    DiskMediaStore wrong = DiskMediaStore.open(empty, name, true);
    assertThat(wrong.name()).contains(name);
    assertThat(empty).isEmptyDirectory();
    assertThatThrownBy(wrong::check).hasMessageContaining("not the one");
    assertThatThrownBy(() -> wrong.delete(FOLDER)).hasMessageContaining("not the one");
    DiskMediaStore unnamed = DiskMediaStore.open(empty, null, true);
    assertThatThrownBy(unnamed::check).hasMessageContaining("not the one");
    assertThat(empty).isEmptyDirectory();
    Files.writeString(empty.resolve(".shelf"), "another");
    assertThatThrownBy(wrong::check).hasMessageContaining("not the one");

    // By somebody's word it is, also while it runs.
    Files.writeString(empty.resolve(".shelf"), "");
    wrong.check();
    assertThat(empty.resolve(".shelf")).hasContent(name);
    assertThat(wrong.find(FOLDER, "media.mp4")).isEmpty();

    // A copy without its hidden file is one all the same, and so is any where nothing was kept.
    Files.delete(root.resolve(".shelf"));
    DiskMediaStore copy = DiskMediaStore.open(root, name, true);
    assertThat(copy.find(FOLDER, "media.mp4")).isPresent();
    assertThat(root.resolve(".shelf")).hasContent(name);
    Files.writeString(root.resolve(".shelf"), "another");
    assertThat(DiskMediaStore.open(root, name, false).name()).contains("another");
  }

  @Test
  void nobodyElseMayLookInto() throws Exception {
    store.put(FOLDER, "media.mp4", file("kept"));
    try (var all = Files.walk(root)) {
      assertThat(all)
          .allSatisfy(path ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                  .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }
}
