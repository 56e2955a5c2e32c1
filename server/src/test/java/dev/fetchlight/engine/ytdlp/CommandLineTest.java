package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Format;
import dev.fetchlight.job.Link;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineTest {
  private static final Link LINK = new Link("https://example.com/--exec=x?a=$(id)");

  @ParameterizedTest
  @EnumSource
  void putsTheLinkLastBehindTheEndOfOptions(Format format) {
    List<String> command = CommandLine.of(List.of("yt-dlp"), format, LINK);

    assertThat(command).startsWith("yt-dlp", "--ignore-config").endsWith("--", LINK.value());
    assertThat(command).filteredOn(word -> word.contains("example.com")).hasSize(1);
    assertThat(command).containsSequence("--output", "media.%(ext)s");
    List<String> options = command.subList(0, command.indexOf("--"));
    assertThat(options)
        .doesNotContain("--exec", "--netrc", "--plugin-dirs", "--cookies-from-browser", "--paths")
        .noneMatch(word -> word.contains("exec"));
  }

  /** ffmpeg would fetch rtmp, rtsp or mms past the proxy. */
  @ParameterizedTest
  @EnumSource
  void takesOnlyStreamsThatComeOverHttp(Format format) {
    List<String> command = CommandLine.of(List.of(), format, LINK);
    String streams = command.get(command.indexOf("--format") + 1);

    for (String stream : streams.split("(?<=])[+/]", -1)) {
      assertThat(stream).matches("(bv\\*|ba|b)\\[protocol~='\\^\\(https\\?\\|.*\\)\\$']");
      assertThat(stream).doesNotContain("rtmp", "rtsp", "mms", "ftp");
    }
  }

  @Test
  void turnsEachChoiceIntoOptionsOfItsOwn() {
    assertThat(CommandLine.of(List.of(), Format.BEST, LINK))
        .containsSequence("--format-sort", "res,fps,vcodec:h264,acodec:m4a");
    assertThat(CommandLine.of(List.of(), Format.UP_TO_720P, LINK))
        .containsSequence("--format-sort", "res:720,fps,vcodec:h264,acodec:m4a");
    assertThat(CommandLine.of(List.of(), Format.AUDIO, LINK))
        .contains("--extract-audio")
        .doesNotContain("--format-sort");
    assertThat(Format.values())
        .extracting(format -> CommandLine.of(List.of(), format, LINK))
        .doesNotHaveDuplicates();
  }
}
