package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Login;
import dev.fetchlight.site.MediaSite;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A site that asks for a user name and a password by HTTP itself. */
class LoginIT {
  private static final String PAGE = "/basic/page?media=/short.mp4";

  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "ZIPAPP"})
  void isAskedForAndShown(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Failed without = (Outcome.Failed) bench.fetch(PAGE);
      assertThat(without.failure().code()).isEqualTo(Code.LOGIN_REQUIRED);
      assertThat(without.failure().sentence()).contains("user name and a password");

      Login login = Login.of(bench.to("/"), MediaSite.USER, MediaSite.PASSWORD);
      Outcome outcome =
          bench.startKnown(PAGE, new Cookies("", login)).outcome.get(3, TimeUnit.MINUTES);

      assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
      assertThat(bench.notes()).noneMatch(line -> line.contains(MediaSite.PASSWORD));
    }
  }
}
