package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.engine.ytdlp.program.Additions;
import dev.fetchlight.update.Channel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  @Test
  void theDefaultsAreTheContracts() {
    Settings settings = Settings.read(Map.of("PATH", "/bin"), List.of());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.workers()).isEqualTo(3);
    assertThat(settings.token()).isNull();
    assertThat(settings.limits().maxFileSize()).isEqualTo(16L << 30);
    assertThat(settings.limits().maxDuration()).isEqualTo(Duration.ofHours(6));
    assertThat(settings.minFreeSpace()).isEqualTo(1L << 30);
    assertThat(settings.retention()).isEmpty();
  }

  @Test
  void updatesAreStableUnlessAProgramIsNamed() {
    assertThat(channel(Map.of())).isEqualTo(Channel.STABLE);
    assertThat(channel(Map.of("FETCHLIGHT_YT_DLP", "/opt/yt-dlp"))).isEqualTo(Channel.OFF);
    assertThat(
            channel(
                Map.of("FETCHLIGHT_YT_DLP", "/opt/yt-dlp", "FETCHLIGHT_YT_DLP_UPDATE", "nightly")))
        .isEqualTo(Channel.NIGHTLY);
    assertThat(channel(Map.of("FETCHLIGHT_YT_DLP_UPDATE", "off"))).isEqualTo(Channel.OFF);
  }

  private static Channel channel(Map<String, String> environment) {
    return Settings.read(environment, List.of()).updates().channel();
  }

  @Test
  void flagsWinOverTheEnvironment() {
    Map<String, String> environment = Map.of("FETCHLIGHT_PORT", "1", "FETCHLIGHT_WORKERS", "7");
    Settings settings = Settings.read(environment, List.of("--port=0", "--retention", "30d"));
    assertThat(settings.port()).isZero();
    assertThat(settings.workers()).isEqualTo(7);
    assertThat(settings.retention()).contains(Duration.ofDays(30));
  }

  @Test
  void aFlagMayHaveTheVariablesName() {
    assertThat(Settings.read(Map.of(), List.of("--FETCHLIGHT_PORT", "9")).port()).isEqualTo(9);
  }

  @Test
  void setToNothingIsNotSet() {
    assertThat(Settings.read(Map.of("FETCHLIGHT_TOKEN", " "), List.of()).token()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FETCHLIGHT_PROT | 1 | There is no setting FETCHLIGHT_PROT",
        "FETCHLIGHT_PORT | 70000 | FETCHLIGHT_PORT is \"70000\", but must be a whole number from 0 to 65535.",
        "FETCHLIGHT_PORT | -1 | a whole number",
        "FETCHLIGHT_WORKERS | many | FETCHLIGHT_WORKERS is \"many\"",
        "FETCHLIGHT_MAX_FILE_SIZE | big | a size such as",
        "FETCHLIGHT_MAX_DURATION | 6 | a time such as",
        "FETCHLIGHT_RETENTION | soon | a time such as",
        "FETCHLIGHT_MIN_FREE_SPACE | 1 GG | a size such as",
        "FETCHLIGHT_ALLOWED_ORIGINS | example.com | a list of origins",
        "FETCHLIGHT_ALLOWED_ORIGINS | https://a/b | a list of origins",
        "FETCHLIGHT_ALLOWED_ORIGINS | https://a,* | a list of origins",
        "FETCHLIGHT_EGRESS_ALLOW | 10.0.0.0/99 | FETCHLIGHT_EGRESS_ALLOW",
        "FETCHLIGHT_PROXY | socks4://p:1 | FETCHLIGHT_PROXY: entry 1 of 1 is neither http,",
        "FETCHLIGHT_JS_RUNTIME | node: | must be a path to deno, or node:/path",
        "FETCHLIGHT_PLUGINS | /no/such/folder | must be a folder that is there",
        "FETCHLIGHT_POT_URL | 127.0.0.1:4416 | an address with its port such as",
        "FETCHLIGHT_POT_URL | http://127.0.0.1 | an address with its port such as",
        "FETCHLIGHT_POT_URL | http://me@127.0.0.1:4416 | an address with its port such as",
        "FETCHLIGHT_POT_URL | http://127.0.0.1:4416/a,b | an address with its port such as",
        "FETCHLIGHT_HOST | 0.0.0.0 | so FETCHLIGHT_TOKEN must be set",
        "FETCHLIGHT_HOST | :: | so FETCHLIGHT_TOKEN must be set",
        "FETCHLIGHT_HOST | no such host | is no address of this machine",
        "FETCHLIGHT_YT_DLP_UPDATE | weekly | stable, nightly or off",
        "FETCHLIGHT_YT_DLP_RELEASES | ftp://a/b | a link such as",
        "FETCHLIGHT_YT_DLP_RELEASES | https://user:pass@a/b | a link such as",
        "FETCHLIGHT_YT_DLP_KEY | /no/such/key | cannot be read",
        "FETCHLIGHT_DATABASE_URL | postgresql://x | is for clusters",
        "FETCHLIGHT_S3_URL | http://x | is for clusters"
      })
  void aWrongSettingIsNamed(String variable, String text, String sentence) {
    assertThatThrownBy(() -> Settings.read(Map.of(variable, text), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsGivenToYtDlpIsTheOperators() {
    Settings settings =
        Settings.read(
            Map.of("FETCHLIGHT_POT_URL", "http://[::1]:4416", "FETCHLIGHT_PLUGINS", "/"),
            List.of("--python=/opt/venv/bin/python"));

    assertThat(settings.additions())
        .isEqualTo(
            new Additions(
                Path.of("/opt/venv/bin/python"), Path.of("/"), URI.create("http://[::1]:4416")));
    assertThat(Settings.read(Map.of(), List.of()).additions()).isEqualTo(Additions.NONE);
  }

  @Test
  void aWrongFlagIsNamed() {
    assertThatThrownBy(() -> Settings.read(Map.of(), List.of("--prot=1")))
        .hasMessageContaining("There is no flag --prot");
    assertThatThrownBy(() -> Settings.read(Map.of(), List.of("--port")))
        .hasMessageContaining("--port needs a value");
  }

  @Test
  void aTokenOpensEveryAddress() {
    Map<String, String> environment =
        Map.of("FETCHLIGHT_HOST", "0.0.0.0", "FETCHLIGHT_TOKEN", "secret");
    assertThat(Settings.read(environment, List.of()).host()).isEqualTo("0.0.0.0");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void helpListsEverySetting(Setting setting) {
    assertThat(Settings.help()).contains(setting.variable(), setting.flag(), setting.meaning());
  }
}
