package dev.fetchlight.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NotesTest {
  @Test
  void nothingIsSaidTwice() {
    Notes notes = Notes.NONE.with("No sound.").with("No picture.").with("No sound.");

    assertThat(notes.sentences()).containsExactly("No sound.", "No picture.");
  }

  @Test
  void sentencesAreOneShortLineEach() {
    Notes notes = Notes.NONE.with("a\nb\u202ec\u0000").with(" \u200b ").with("x".repeat(999));

    assertThat(notes.sentences()).hasSize(2).first().isEqualTo("a bc");
    assertThat(notes.sentences().getLast()).hasSize(Notes.LONGEST).endsWith("x…");
  }

  @Test
  void onlySoManyAreKept() {
    Notes notes = Notes.NONE;
    for (int n = 0; n < 50; n++) {
      notes = notes.with("Subtitles in language " + n + " are missing.");
    }

    assertThat(notes.sentences()).hasSize(Notes.MOST);
    assertThat(notes.with("one more")).isEqualTo(notes);
  }

  @Test
  void everyRunTellsAnew() {
    Job noted = Jobs.after(Jobs.processing(Stage.DOWNLOADING), new Change.Remarked("No sound."));
    Job back = Jobs.after(noted, new Change.Interrupted());

    assertThat(Jobs.after(noted, new Change.Stored(Jobs.MEDIA)).notes().sentences())
        .isEqualTo(List.of("No sound."));
    assertThat(back.notes()).isEqualTo(noted.notes());
    assertThat(Jobs.after(back, new Change.Claimed()).notes()).isEqualTo(Notes.NONE);
  }
}
