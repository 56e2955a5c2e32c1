package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.spec.Link;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other schemes, redirects of every kind, and names that change their mind. */
class RedirectTricksTest {
  private static final Vertx VERTX = Vertx.vertx();
  private final Tricks tricks;

  RedirectTricksTest() throws IOException {
    tricks = new Tricks(VERTX);
  }

  @AfterEach
  void close() throws IOException {
    tricks.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1/x",
        "FTP://good.example/x",
        "rtmp://127.0.0.1/live",
        "rtmps://good.example/live",
        "rtsp://127.0.0.1/x",
        "mms://127.0.0.1/x",
        "gopher://127.0.0.1:70/_x",
        "dict://127.0.0.1:11211/stats",
        "ldap://127.0.0.1/x",
        "tftp://127.0.0.1/x",
        "smb://127.0.0.1/x",
        "ws://127.0.0.1/x",
        "file://127.0.0.1/etc/passwd",
      })
  void noOtherSchemeIsServed(String link) throws Exception {
    assertThat(Link.parse(link)).isInstanceOf(Link.Invalid.class);
    String scheme = link.substring(0, link.indexOf(':')).toLowerCase(Locale.ROOT);
    String sentence = "Only http and https addresses may be fetched, not " + scheme + ".";
    assertThat(tricks.asked(link)).endsWith(sentence);
    assertThat(tricks.redirected(link)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:alert(1)",
        "jar:http://127.0.0.1!/x",
        "view-source:http://127.0.0.1/",
        "http:127.0.0.1/x",
        "http:/127.0.0.1/x",
        "https:\\\\127.0.0.1\\x",
        "about:blank",
        "concat:http://127.0.0.1/x|/etc/passwd",
      })
  void aLinkWithoutAHostLeadsNowhere(String link) throws Exception {
    assertThat(Link.parse(link)).isInstanceOf(Link.Invalid.class);
    assertThat(tricks.asked(link)).startsWith("HTTP/1.1 400 ");
    assertThat(tricks.redirected(link))
        .isIn(
            "The link names no host and port that can be reached.",
            "The site redirects to something that is not a link.");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void everyRedirectIsJudged(int status) throws Exception {
    for (String to :
        List.of(
            "http://127.0.0.1:" + tricks.inside.port() + "/",
            "HTTP://127.0.0.1:" + tricks.inside.port() + "/",
            "https://127.0.0.1:" + tricks.inside.port() + "/",
            "//127.0.0.1:" + tricks.inside.port() + "/")) {
      tricks.answerWith("Location: " + to);
      assertThat(tricks.fetched("http://good.example:" + tricks.outside.port() + "/" + status))
          .isEqualTo("127.0.0.1 is a loopback address.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 Location: ",
        "201 Location: ",
        "300 Location: ",
        "304 Location: ",
        "305 Location: ",
        "200 Refresh: 0; url=",
        "302 Refresh: 0; url=",
        "200 Content-Location: ",
        "200 Link: rel=canonical; ",
        "302 URI: "
      })
  void nothingElseIsARedirect(String how) throws Exception {
    tricks.answerWith(how.substring(4) + "http://127.0.0.1:" + tricks.inside.port() + "/");
    assertThat(
            tricks.fetched(
                "http://good.example:" + tricks.outside.port() + "/" + how.substring(0, 3)))
        .isEqualTo("answered " + how.substring(0, 3));
  }

  @Test
  void aNameThatChangesItsMindIsJudgedEachTime() throws Exception {
    assertThat(tricks.fetched("http://fickle.example:" + tricks.outside.port() + "/200"))
        .isEqualTo("answered 200");
    assertThat(tricks.fickleLookups).hasValue(1);
    String sentence = "fickle.example leads to a loopback address.";
    assertThat(tricks.fetched("http://fickle.example:" + tricks.inside.port() + "/"))
        .isEqualTo(sentence);
    assertThat(tricks.asked("http://fickle.example:" + tricks.inside.port() + "/"))
        .endsWith(sentence);
  }

  @Test
  void aNameThatChangesItsMindBetweenHopsIsJudgedAgain() throws Exception {
    tricks.answerWith("Location: http://fickle.example:" + tricks.inside.port() + "/");
    assertThat(tricks.fetched("http://fickle.example:" + tricks.outside.port() + "/302"))
        .isEqualTo("fickle.example leads to a loopback address.");
    assertThat(tricks.fickleLookups).hasValue(2);
  }
}
