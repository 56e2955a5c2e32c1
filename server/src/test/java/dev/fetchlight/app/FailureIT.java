package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads that cannot succeed end with the contract's code and a sentence for a person. */
class FailureIT {
  @TempDir private static Path folder;
  private static Program program;
  private static Caller caller;
  private static MediaSite site;

  @BeforeAll
  static void start() throws Exception {
    site = MediaSite.start();
    program =
        Program.start(folder.resolve("data"), "MAX_FILE_SIZE=1MB", "MAX_DURATION=60s", "TRIES=1");
    caller = Caller.of(program);
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/status/403, forbidden",
    "/status/404, not_found",
    "/status/401, login_required",
    "/status/503, network",
    "/words, unsupported_url",
    "/several, unsupported_url",
    "/page?media=/status/404, not_found",
    "/redirect?to=http://10.1.2.3/clip.mp4, blocked_address",
    "/refused.m3u8?to=http://169.254.169.254/a.ts, blocked_address",
    "/page?title=Large, too_large",
    "/hls/clip.m3u8, too_large",
    "/page?media=/short.mp4&duration=61, too_long"
  })
  void aFailureSaysWhy(String path, String code) throws Exception {
    assertFailed(site.url(path), code);
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/clip.mp4",
    "http://169.254.169.254/latest/meta-data",
    "http://[::ffff:10.0.0.1]/clip.mp4",
    "http://0x0a000001/clip.mp4"
  })
  void anAddressInsideTheHouseIsRefused(String link) throws Exception {
    assertFailed(link, "blocked_address");
  }

  @Test
  void aHostThatIsNotThereIsANetworkFailure() throws Exception {
    assertFailed("http://nowhere.invalid/clip.mp4", "network");
  }

  @Test
  void aSiteThatRefusesConnectionsIsANetworkFailure() throws Exception {
    MediaSite gone = MediaSite.start();
    gone.close();

    assertFailed(gone.url("/clip.mp4"), "network");
  }

  private static void assertFailed(String link, String code) throws Exception {
    Download failed = caller.toTheEnd(caller.submit(link).id());

    assertThat(failed.status()).isEqualTo("failed");
    assertThat(failed.text("errorCode")).as("%s", failed).isEqualTo(code);
    assertThat(failed.text("error"))
        .matches("[A-Z].*\\.")
        .doesNotContain("ERROR", "yt-dlp", "Traceback", folder.toString());
    assertThat(failed.text("downloadUrl")).isNull();
    assertThat(failed.progress()).isLessThan(100);
  }
}
