package dev.fetchlight.egress.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieJarTest {
  private static final String TEXT =
      """
      # Netscape HTTP Cookie File
      .example.com\tTRUE\t/\tFALSE\t0\tall\t1
      example.com\tFALSE\t/\tFALSE\t4102444800\town\t2
      #HttpOnly_www.example.com\tFALSE\t/watch\tTRUE\t0\tdeep\t3
      .example.com\tTRUE\t/\tFALSE\t1\told\t4
      .example.com\tTRUE\t/\tFALSE\tsoon\tbroken\t5
      .example.com\tTRUE\t/\tFALSE\t0\tbad\t\u0001
      nothing at all
      """;

  @ParameterizedTest
  @CsvSource({
    "https://example.com/x, all=1; own=2",
    "http://EXAMPLE.com, all=1; own=2",
    "https://cdn.example.com/x, all=1",
    "https://www.example.com/watch, all=1; deep=3",
    "https://www.example.com/watch/7, all=1; deep=3",
    "https://www.example.com/watching, all=1",
    "http://www.example.com/watch, all=1",
    "https://notexample.com/x, ''",
    "https://example.com.evil.example/x, ''",
    "https://10.0.0.1/x, ''"
  })
  void showsEachToItsOwnPlaceAlone(URI uri, String header) {
    assertThat(CookieJar.of(TEXT).header(uri)).isEqualTo(header);
  }

  @Test
  void showsNothingOfItselfInALog() {
    assertThat(CookieJar.of(TEXT)).hasToString("cookies");
    assertThat(CookieJar.EMPTY.header(URI.create("https://example.com/"))).isEmpty();
  }
}
