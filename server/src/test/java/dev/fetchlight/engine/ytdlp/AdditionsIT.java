package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Bounds;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.program.Additions;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.engine.ytdlp.program.RuntimeSearch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Python, plugins and a provider of tokens of the operator's own. */
class AdditionsIT {
  private static final String ZIPAPP = "target/yt-dlp-zipapp/res/raw/ytdlp";
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  /** Says with which modules it was run, and what the provider gave it without a proxy. */
  private static final String PLUGIN =
      """
      from yt_dlp.extractor.common import InfoExtractor

      class PluggedIE(InfoExtractor):
          _VALID_URL = r'(?P<site>http://[^/]+)/plugged'

          def _real_extract(self, url):
              provider = self._configuration_arg('base_url', [''], ie_key='youtubepot-bgutilhttp', casesense=True)[0]
              token = self._ask(provider + '/get_pot') if provider else 'no provider'
              try:
                  import curl_cffi
                  looks = curl_cffi.__version__
              except ImportError:
                  looks = 'no curl_cffi'
              return {
                  'id': 'plugged',
                  'title': token + ', ' + looks,
                  'url': self._match_valid_url(url).group('site') + '/short.mp4',
                  'ext': 'mp4',
              }

          def _ask(self, address):
              try:
                  from yt_dlp.networking import Request
                  address = Request(address, proxies={'all': None})
              except ImportError:
                  pass
              return self._downloader.urlopen(address).read().decode()
      """;

  @TempDir Path folder;
  private Path scratch;

  @BeforeEach
  void makeScratch() throws Exception {
    scratch = Files.createDirectories(folder.resolve("data/scratch/job")).toRealPath();
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/yt-dlp, false",
    "/usr/bin/yt-dlp, true",
    ZIPAPP + ", false",
    ZIPAPP + ", true"
  })
  void areThereColdAndWarm(Path ytDlp, boolean warm) throws Exception {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0), 0);
    provider.createContext(
        "/get_pot",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("a token".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    provider.start();
    URI address = URI.create("http://127.0.0.2:" + provider.getAddress().getPort());
    Additions additions = new Additions(venv(), plugins(), address);
    try (Launcher launcher = launcher(ytDlp, additions, warm);
        Bench bench = bench(launcher, address)) {
      assertThat(title(bench)).isEqualTo("a token, 0.99.9");
      assertThat(launcher.equipment(Duration.ofMinutes(2)).insight().orElseThrow().plugins())
          .containsExactly("plugged");
      assertThat(launcher.additions()).contains("plugins: plugged", "from " + address);
    } finally {
      provider.stop(0);
    }
  }

  @Test
  void areShownAsModules() throws Exception {
    try (Launcher launcher = launcher(Path.of(ZIPAPP), new Additions(venv(), null, null), false)) {
      assertThat(launcher.equipment(Duration.ofMinutes(2)).insight().orElseThrow().modules())
          .contains("curl_cffi");
    }
    try (Launcher launcher = launcher(Path.of(ZIPAPP), Additions.NONE, false)) {
      assertThat(launcher.equipment(Duration.ofMinutes(2)).insight().orElseThrow().modules())
          .doesNotContain("curl_cffi");
    }
  }

  /** Not even one that lies where yt-dlp looks by itself. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void noPluginIsLoadedUnlessAnOperatorWishes(boolean warm) throws Exception {
    Path zipapp = Files.copy(Path.of(ZIPAPP), folder.resolve("yt-dlp"));
    Files.move(plugins(), folder.resolve("yt-dlp-plugins"));
    try (Launcher launcher = launcher(zipapp, Additions.NONE, warm);
        Bench bench = bench(launcher, null)) {
      assertThat(bench.fetch("/plugged")).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void aPythonThatIsNotThereIsNamed() throws Exception {
    Additions additions = new Additions(folder.resolve("no/python"), null, null);
    try (Launcher launcher = launcher(Path.of(ZIPAPP), additions, false)) {
      assertThat(launcher.readiness().detail())
          .contains("no/python", "FETCHLIGHT_PYTHON", "There is no Python 3.9 or newer");
    }
  }

  private String title(Bench bench) throws Exception {
    Bench.Job job = bench.start("/plugged");
    Outcome outcome = job.outcome.get(3, TimeUnit.MINUTES);
    assertThat(outcome).as("%s", bench.notes()).isInstanceOf(Outcome.Fetched.class);
    return String.valueOf(bench.described().getFirst().video().title());
  }

  private Bench bench(Launcher launcher, @Nullable URI also) throws Exception {
    return new Bench(launcher, scratch, Patience.USUAL, "127.0.0.1/32", also);
  }

  private Launcher launcher(Path ytDlp, Additions additions, boolean warm) throws Exception {
    Launcher launcher =
        new Launcher(
            () -> Programs.find(ytDlp, null, PATH, RuntimeSearch.NOWHERE, additions),
            Patience.USUAL.grace(),
            warm ? Duration.ofHours(1) : Duration.ZERO,
            new Bounds(folder.resolve("data").toRealPath(), 32 << 20));
    if (additions.python() == null || Files.exists(additions.python())) {
      assertThat(launcher.warmUp().join()).isEqualTo(warm);
    }
    return launcher;
  }

  private Path plugins() throws Exception {
    Path package_ = folder.resolve("plugins/mine/yt_dlp_plugins/extractor");
    Files.createDirectories(package_);
    Files.writeString(package_.resolve("plugged.py"), PLUGIN);
    return folder.resolve("plugins");
  }

  /** One without pip and network, in which there is something that is called curl_cffi. */
  private Path venv() throws Exception {
    Path venv = folder.resolve("venv");
    Process made =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-m",
                "venv",
                "--without-pip",
                "--system-site-packages",
                venv.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    Path python = venv.resolve("bin/python");
    Process asked =
        new ProcessBuilder(
                python.toString(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
            .start();
    Path modules =
        Path.of(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    Files.createDirectories(modules.resolve("curl_cffi"));
    Files.writeString(modules.resolve("curl_cffi/__init__.py"), "__version__ = '0.99.9'\n");
    return python;
  }
}
