package dev.fetchlight.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every shelf promises; each implementation runs it on an empty one. */
public abstract class MediaStoreContract {
  protected static final String FOLDER = "0193e5a0-0000-7000-8000-0000000000ab";
  private static final String OTHER = "0193e5a0-0000-7000-8000-0000000001ab";

  @TempDir protected Path scratch;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected MediaStore store;

  /** A shelf with nothing on it. */
  protected abstract MediaStore open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @Test
  void givesBackWhatWasPut() throws Exception {
    Path source = file("hello");
    store.put(FOLDER, "media.mp4", source);

    MediaFile file = store.find(FOLDER, "media.mp4").orElseThrow();
    assertThat(file.size()).isEqualTo(5);
    assertThat(file.folder()).isEqualTo(FOLDER);
    assertThat(file.name()).isEqualTo("media.mp4");
    assertThat(file.etag()).matches("[0-9a-zA-Z-]+");
    assertThat(store.find(FOLDER, "media.mp4")).contains(file);
    assertThat(text(file, 0, 5)).isEqualTo("hello");
    assertThat(source).doesNotExist();
  }

  @Test
  void readsRanges() throws Exception {
    store.put(FOLDER, "media.mp4", file("0123456789"));
    MediaFile file = store.find(FOLDER, "media.mp4").orElseThrow();

    assertThat(text(file, 3, 4)).isEqualTo("3456");
    assertThat(text(file, 9, 1)).isEqualTo("9");
    assertThat(text(file, 0, 0)).isEmpty();
    try (InputStream stream = store.read(file, 8, 2)) {
      assertThat(stream.read()).isEqualTo('8');
      assertThat(stream.read()).isEqualTo('9');
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void aReplacedFileHasAnotherTag() throws Exception {
    store.put(FOLDER, "media.mp4", file("one"));
    MediaFile before = store.find(FOLDER, "media.mp4").orElseThrow();
    store.put(FOLDER, "media.mp4", file("two"));
    MediaFile after = store.find(FOLDER, "media.mp4").orElseThrow();

    assertThat(after.etag()).isNotEqualTo(before.etag());
    assertThat(text(after, 0, 3)).isEqualTo("two");
  }

  @Test
  void foldersNeverTouchEachOther() throws Exception {
    store.put(FOLDER, "media.mp4", file("one"));
    store.put(FOLDER, "thumbnail.jpg", file("picture"));
    store.put(OTHER, "media.mp4", file("two"));

    store.delete(FOLDER);

    assertThat(store.find(FOLDER, "media.mp4")).isEmpty();
    assertThat(store.find(FOLDER, "thumbnail.jpg")).isEmpty();
    assertThat(store.find(OTHER, "media.mp4")).isPresent();
    store.delete(FOLDER);
  }

  @Test
  void aFolderMayComeBack() throws Exception {
    store.put(FOLDER, "media.mp4", file("one"));
    store.delete(FOLDER);
    store.put(FOLDER, "media.mp4", file("two"));

    assertThat(text(store.find(FOLDER, "media.mp4").orElseThrow(), 0, 3)).isEqualTo("two");
  }

  @Test
  void whatIsNotThereIsEmpty() throws Exception {
    assertThat(store.find(FOLDER, "media.mp4")).isEmpty();
    store.put(FOLDER, "thumbnail.jpg", file("picture"));
    assertThat(store.find(FOLDER, "media.mp4")).isEmpty();
  }

  @Test
  void aMissingSourcePutsNothing() throws Exception {
    assertThatThrownBy(() -> store.put(FOLDER, "media.mp4", scratch.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(store.find(FOLDER, "media.mp4")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/b", "A", "a\\b", ".hidden", "a..b", "ü", "a\n"})
  void refusesEveryOtherName(String name) throws Exception {
    Path source = file("x");
    assertThatThrownBy(() -> store.put(FOLDER, name, source))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.find(FOLDER, name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.find(name, "media.mp4"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyShelfIsUsable() throws Exception {
    store.check();
    assertThat(store.provider()).matches("[a-z0-9]+");
  }

  protected final Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(scratch, "source", ""), text);
  }

  protected final String text(MediaFile file, long offset, long length) throws IOException {
    try (InputStream stream = store.read(file, offset, length)) {
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
