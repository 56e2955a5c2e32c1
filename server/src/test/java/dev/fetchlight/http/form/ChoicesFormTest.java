package dev.fetchlight.http.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Finer;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Live;
import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import dev.fetchlight.job.spec.SponsorBlock.Category;
import dev.fetchlight.job.spec.Subtitles;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads every choice by its name, and refuses what would be passed over in silence. */
class ChoicesFormTest {
  private static Choices read(String body) {
    return ChoicesForm.read(new JsonObject(body));
  }

  private static Problem refusal(String body) {
    return catchThrowableOfType(RefusedException.class, () -> read(body)).problem();
  }

  @Test
  void nothingSaidIsAsUsual() {
    assertThat(read("{}")).isEqualTo(Choices.of(Format.BEST));
    assertThat(read("{}").finer()).isEqualTo(Finer.NONE);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUBTITLES")
  void everyFormat(Format format) {
    assertThat(read("{\"format\":\"" + format.wire() + "\"}")).isEqualTo(Choices.of(format));
  }

  @ParameterizedTest
  @EnumSource
  void everyFormOfSound(AudioFormat form) {
    assertThat(read("{\"format\":\"audio\",\"audioFormat\":\"" + form.wire() + "\"}").audioFormat())
        .isEqualTo(form);
  }

  @ParameterizedTest
  @EnumSource
  void everyContainer(Container container) {
    assertThat(read("{\"container\":\"" + container.wire() + "\"}").container())
        .isEqualTo(container);
  }

  @ParameterizedTest
  @EnumSource
  void everyWayWithBroadcasts(Live live) {
    assertThat(read("{\"live\":\"" + live.wire() + "\"}").live()).isEqualTo(live);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodec(Codec codec) {
    assertThat(
            read("{\"preferences\":{\"codec\":\"" + codec.wire() + "\"}}")
                .finer()
                .preferences()
                .codec())
        .isEqualTo(codec);
  }

  @Test
  void preferencesGoTogetherAndAlone() {
    var all =
        read("{\"preferences\":{\"codec\":\"vp9\",\"dynamicRange\":\"sdr\",\"frameRate\":\"60\"}}")
            .finer()
            .preferences();
    assertThat(all.codec()).isEqualTo(Codec.VP9);
    assertThat(all.range()).isEqualTo(DynamicRange.SDR);
    assertThat(all.frameRate()).isEqualTo(FrameRate.ABOUT_60);
    assertThat(read("{\"preferences\":{}}").finer().preferences().none()).isTrue();
  }

  @Test
  void whatIsRemovedIsNotMarkedToo() {
    var sponsors =
        read("{\"sponsorBlock\":{\"mark\":[\"sponsor\",\"intro\"],\"remove\":[\"sponsor\"]}}")
            .finer()
            .sponsorBlock();
    assertThat(sponsors.mark()).containsExactly(Category.INTRO);
    assertThat(sponsors.remove()).containsExactly(Category.SPONSOR);
  }

  @Test
  void subtitlesAloneNeedALanguage() {
    Choices choices =
        read(
            "{\"format\":\"subtitles\",\"subtitles\":{\"languages\":[\"en\"],\"format\":\"srt\"}}");
    assertThat(choices.format()).isEqualTo(Format.SUBTITLES);
    assertThat(choices.subtitles().captions()).isEqualTo(Subtitles.Captions.SRT);
    for (String none :
        new String[] {"", ",\"subtitles\":{}", ",\"subtitles\":{\"languages\":[]}"}) {
      Problem problem = refusal("{\"format\":\"subtitles\"" + none + "}");
      assertThat(problem.field()).isEqualTo("subtitles");
      assertThat(problem.detail()).contains("languages");
    }
  }

  @Test
  void soundBesideThePictureHasAForm() {
    Choices choices = read("{\"also\":[\"audio\",\"chapters\"],\"audioFormat\":\"flac\"}");
    assertThat(choices.finer().also()).containsExactlyInAnyOrder(Aside.AUDIO, Aside.CHAPTERS);
    assertThat(choices.audioFormat()).isEqualTo(AudioFormat.FLAC);
  }

  @Test
  void extrasAndStretches() {
    Choices choices = read("{\"embed\":[\"chapters\"],\"clip\":{\"from\":1.5,\"to\":3}}");
    assertThat(choices.extras()).containsExactly(Extra.CHAPTERS);
    assertThat(choices.clip()).isEqualTo(new Clip(1.5, 3.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"from\":null}",
        "{\"from\":3,\"to\":3}",
        "{\"from\":4,\"to\":3}",
        "{\"from\":-1}",
        "{\"to\":0}",
      })
  void aStretchThatIsNone(String clip) {
    Problem problem = refusal("{\"clip\":" + clip + "}");

    assertThat(problem.field()).isEqualTo("clip");
    assertThat(problem.detail()).contains("seconds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"audioFormat\":\"mp3\"} | audioFormat",
        "{\"also\":[\"chapters\"],\"audioFormat\":\"mp3\"} | audioFormat",
        "{\"format\":\"audio\",\"container\":\"mkv\"} | container",
        "{\"format\":\"audio\",\"subtitles\":{\"languages\":[\"en\"]}} | subtitles",
        "{\"format\":\"audio\",\"preferences\":{\"codec\":\"av1\"}} | preferences",
        "{\"format\":\"audio\",\"also\":[\"audio\"]} | also",
        "{\"format\":\"subtitles\",\"container\":\"mkv\"} | container",
        "{\"format\":\"subtitles\",\"audioFormat\":\"wav\"} | audioFormat",
        "{\"format\":\"subtitles\",\"embed\":[\"chapters\"]} | embed",
        "{\"format\":\"subtitles\",\"clip\":{\"from\":1}} | clip",
        "{\"format\":\"subtitles\",\"sponsorBlock\":{\"mark\":[\"intro\"]}} | sponsorBlock",
        "{\"format\":\"subtitles\",\"also\":[\"chapters\"]} | also",
        "{\"format\":\"subtitles\",\"preferences\":{\"frameRate\":\"30\"}} | preferences",
      })
  void whatDoesNotFitIsRefusedByItsName(String body, String field) {
    Problem problem = refusal(body);

    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.detail()).contains("\"" + field + "\"").endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\":\"audio\",\"container\":\"any\"}",
        "{\"format\":\"audio\",\"preferences\":{\"codec\":\"any\"}}",
        "{\"audioFormat\":\"original\"}",
        "{\"format\":\"audio\",\"also\":[\"chapters\"]}",
        "{\"format\":\"audio\",\"embed\":[]}",
      })
  void whatMeansNothingIsLetBe(String body) {
    assertThat(read(body)).isNotNull();
  }
}
