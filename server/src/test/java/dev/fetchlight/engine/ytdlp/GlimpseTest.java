package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.output.Lines;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as both versions print them while they look. */
class GlimpseTest {
  private static final Link LINK = new Link("https://example.com/list");

  private final List<Preview.Item> items = new ArrayList<>();
  private final Glimpse glimpse = new Glimpse(3, items::add);

  @Test
  void seesOneVideo() {
    say(
        "@entry {\"id\": \"a\", \"title\": \"One\", \"duration\": 61.0, \"extractor_key\": \"X\","
            + " \"webpage_url\": \"https://example.com/a\"}");
    say(
        "@formats [{\"protocol\": \"https\", \"vcodec\": \"avc1\", \"acodec\": \"mp4a\","
            + " \"height\": 720, \"filesize\": 9}]");
    say("@picture \"https://example.com/a.jpg\"");

    Preview preview = seen(Optional.empty());

    assertThat(preview.video().title()).isEqualTo("One");
    assertThat(preview.thumbnail()).hasToString("https://example.com/a.jpg");
    assertThat(preview.renditions()).isNotEmpty();
    assertThat(preview.items()).isEmpty();
    assertThat(preview.more()).isFalse();
  }

  @Test
  void seesAListAndThatItGoesOn() {
    boolean wanted = true;
    for (int entry = 1; entry <= 4; entry++) {
      assertThat(wanted).isTrue();
      wanted = say(entry(entry, "\"webpage_url\": \"https://example.com/v" + entry + "\""));
    }

    Preview preview = seen(Optional.empty());

    assertThat(wanted).as("no more is wanted").isFalse();
    assertThat(preview.video().title()).isEqualTo("A list");
    assertThat(preview.items()).extracting(Preview.Item::index).containsExactly(1, 2, 3);
    assertThat(preview.items().getFirst().link()).hasToString("https://example.com/v1");
    assertThat(preview.more()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"webpage_url\": \"javascript:alert(1)\", \"url\": \"ftp://example.com/a\"",
        "\"url\": \"abc\"",
        "\"webpage_url\": 7",
        "\"url\": \"https://user:pass@example.com/\""
      })
  void passesOverWhatCannotBeFetchedButCountsIt(String fields) {
    say(entry(1, fields));
    say(entry(2, "\"webpage_url\": \"https://example.com/v\""));

    assertThat(items).extracting(Preview.Item::index).containsExactly(2);
  }

  /** Else each video of a page would lead to all of them again. */
  @Test
  void leadsToTheMediaWhereThePageIsTheList() {
    String fields =
        "\"extractor_key\": \"HTML5MediaEmbed\", \"url\": \"https://example.com/1.mp4\","
            + " \"webpage_url\": \"https://example.com/list\"";
    say(entry(1, fields));

    assertThat(items.getFirst().link()).hasToString("https://example.com/1.mp4");
  }

  @ParameterizedTest
  @CsvSource({
    "YoutubeTab, true",
    "YoutubePlaylist, true",
    "SoundcloudSet, true",
    "VimeoChannel, true",
    "Youtube, false",
    "Vimeo, false",
    "Settings, false"
  })
  void remembersListsWithinTheList(String extractor, boolean list) {
    String fields = "\"ie_key\": \"%s\", \"url\": \"https://example.com/tab\"".formatted(extractor);
    say(entry(1, fields));
    say(entry(2, fields)); // what a page shows in two places is one

    assertThat(glimpse.nextList().isPresent()).isEqualTo(list);
    assertThat(glimpse.nextList()).as("each once").isEmpty();
    assertThat(items).hasSize(list ? 0 : 1);
  }

  @Test
  void showsWhatItHasWhenTimeIsUp() {
    say(entry(1, "\"url\": \"https://example.com/v\""));

    assertThat(seen(Optional.of(Stops.UNANSWERED)).more()).isTrue();
  }

  @Test
  void saysWhyThereIsNothing() {
    assertThat(glimpse.whole(LINK, items, Optional.empty()))
        .isEqualTo(new Sighting.Unseen(Stops.EMPTY_LIST));
    assertThat(glimpse.whole(LINK, items, Optional.of(Stops.UNANSWERED)))
        .isEqualTo(new Sighting.Unseen(Stops.UNANSWERED));
  }

  @Test
  void showsABroadcastWithoutALength() {
    say(
        "@entry {\"id\": \"a\", \"webpage_url\": \"https://example.com/a\", \"is_live\": true,"
            + " \"duration\": 12}");
    assertThat(seen(Optional.empty()).video().duration()).isNull();
  }

  private boolean say(String line) {
    return glimpse.take(Lines.read(line));
  }

  private Preview seen(Optional<Failure> failure) {
    return ((Sighting.Seen) glimpse.whole(LINK, items, failure)).preview();
  }

  private static String entry(int index, String fields) {
    return "@entry {\"playlist_index\": %d, \"playlist_title\": \"A list\", %s}"
        .formatted(index, fields);
  }
}
