package dev.fetchlight.update.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {
  @Test
  void laterOnesAreNewer() {
    List<String> sorted =
        List.of(
            "2023.03.04",
            "2025.12.31",
            "2026.01.02",
            "2026.01.02.1",
            "2026.01.02.232942",
            "2026.10.01");
    assertThat(
            sorted.reversed().stream()
                .map(text -> ReleaseVersion.parse(text).orElseThrow())
                .sorted()
                .map(ReleaseVersion::text))
        .containsExactlyElementsOf(sorted);
    assertThat(version("2026.01.02").newerThan(version("2026.01.02"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../..",
        "2026.01.02/..",
        "/etc",
        "2026.1.2",
        "2026.02.30",
        "2026.13.01",
        "2026.01.02.",
        "2026.01.02.1234567",
        "2026.01.02\n",
        " 2026.01.02",
        "٢٠٢٦.٠١.٠٢",
        "latest"
      })
  void whatIsNoneNamesNoFolder(String text) {
    assertThat(ReleaseVersion.parse(text)).isEmpty();
  }

  private static ReleaseVersion version(String text) {
    return ReleaseVersion.parse(text).orElseThrow();
  }
}
