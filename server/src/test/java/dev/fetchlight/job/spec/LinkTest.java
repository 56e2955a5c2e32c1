package dev.fetchlight.job.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Strain;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "https://example.com | https://example.com/",
        "HTTPS://EXAMPLE.com/A | https://example.com/A",
        "http://example.com:80/ | http://example.com/",
        "https://example.com:443/x | https://example.com/x",
        "https://example.com:80/x | https://example.com:80/x",
        "http://example.com:443/x | http://example.com:443/x",
        "http://example.com:/x | http://example.com/x",
        "http://example.com:0080/x | http://example.com/x",
        "http://example.com:8080 | http://example.com:8080/",
        "http://example.com?q | http://example.com/?q",
        "http://example.com#t=5 | http://example.com/#t=5",
        "https://example.com/?v=a&list=b#c | https://example.com/?v=a&list=b#c",
        "https://bücher.example/ä | https://xn--bcher-kva.example/%C3%A4",
        "https://b%C3%BCcher.example/ | https://xn--bcher-kva.example/",
        "https://例え.テスト/ | https://xn--r8jz45g.xn--zckzah/",
        "https://example.com/テスト?q=ü | https://example.com/%E3%83%86%E3%82%B9%E3%83%88?q=%C3%BC",
        "https://example.com/👩‍👧 | https://example.com/%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
        "https://example.com/a b | https://example.com/a%20b",
        "https://example.com/100% | https://example.com/100%25",
        "https://example.com/%zz%41 | https://example.com/%25zz%41",
        "https://example.com/%2f | https://example.com/%2f",
        "https://example.com/[1]?a[]=2 | https://example.com/%5B1%5D?a%5B%5D=2",
        "https://example.com/?a[]=2 | https://example.com/?a%5B%5D=2",
        "https://example.com?a[]=2 | https://example.com/?a%5B%5D=2",
        "https://example.com#[x] | https://example.com/#%5Bx%5D",
        "https://example.com/{a}^`<>\" | https://example.com/%7Ba%7D%5E%60%3C%3E%22",
        "https://example.com/a\\b | https://example.com/a%5Cb",
        "https://example.com/a#b#c | https://example.com/a#b%23c",
        "http://[2001:DB8::1]/ | http://[2001:db8::1]/",
        "http://[::1]:80/x | http://[::1]/x",
        "http://[::1]:8080/x | http://[::1]:8080/x",
        "http://127.0.0.1:8080/x.mp4 | http://127.0.0.1:8080/x.mp4",
        "http://my_host.example/ | http://my_host.example/",
        "http://localhost/ | http://localhost/",
        "http://example.com./ | http://example.com./",
        "https://example.com/#__youtubedl_smuggle=%7B%7D | https://example.com/",
        "https://example.com/#a__youtubedl_smuggle=x | https://example.com/",
        "https://example.com/#__youtubedl%5Fsmuggle=x | https://example.com/",
        "https://example.com/#%5F%5Fyoutubedl_smuggle=x | https://example.com/",
        "https://example.com/a@b | https://example.com/a@b",
        "https://example.com/@user?to=a@b | https://example.com/@user?to=a@b",
        "https://example.com/a//b/../c | https://example.com/a//b/../c"
      })
  void readsIntoTheNormalForm(String text, String normal) {
    assertThat(Link.parse(text)).isEqualTo(new Link.Valid(new Link(normal)));
    assertThat(Link.parse(normal)).as("again").isEqualTo(new Link.Valid(new Link(normal)));
  }

  @Test
  void whitespaceAroundIsDropped() {
    assertThat(Link.parse(" \n https://example.com/a\t\n"))
        .isEqualTo(new Link.Valid(new Link("https://example.com/a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "example.com",
        "www.example.com/watch",
        "//example.com/",
        "ftp://example.com/",
        "rtmp://example.com/live",
        "file:///etc/passwd",
        "data:text/plain,hello",
        "javascript:alert(1)",
        "http:example.com",
        "http:/example.com",
        "http://",
        "https:///path",
        "http://:80/",
        "http://user@example.com/",
        "http://user:secret@example.com/",
        "http://@example.com/",
        "http://user%40x@example.com/",
        "http://example.com:65536/",
        "http://example.com:-1/",
        "http://example.com:8o/",
        "http://example.com:80:80/",
        "http://exa mple.com/",
        "http://exa%20mple.com/",
        "http://exa%00mple.com/",
        "http://exa%2Fmple.com/",
        "http://exa%40mple.com/",
        "http://exa%3A80/",
        "http://[::1/",
        "http://::1/",
        "http://[::zz]/",
        "http://[fe80::1%25eth0]/x",
        "http://<script>/",
        "http://a..b/",
        "http://.example.com/",
        "-o/tmp/x",
        "--exec=id",
        "ytsearch:cats",
        "https"
      })
  void refusesWhatIsNoLinkOfOurs(String text) {
    assertThat(Link.parse(text)).isInstanceOf(Link.Invalid.class);
  }

  @Test
  void neverRepeatsASecret() {
    assertThat(Link.parse("http://user:hunter2@example.com/"))
        .isEqualTo(new Link.Invalid("Remove the user name and password from the link."));
  }

  @Test
  void longLinksAreRefusedBeforeAndAfterEscaping() {
    String base = "https://example.com/";
    String longest = base + "a".repeat(Link.MAX_LENGTH - base.length());

    assertThat(Link.parse(longest)).isInstanceOf(Link.Valid.class);
    assertThat(Link.parse(longest + "a")).isInstanceOf(Link.Invalid.class);
    assertThat(Link.parse(base + "ü".repeat(1_400))).isInstanceOf(Link.Invalid.class);
  }

  @Test
  void anythingGivesAnAnswerAndANormalFormIsItsOwn() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab:/?#[]@!%25.-_ é漢\ud83d\udc69\u0000\n\"<>{}|\\^`";
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "http://" : "https://e.com/");
      for (int length = random.nextInt(20); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (Link.parse(text.toString()) instanceof Link.Valid(var link)) {
        assertThat(Link.parse(link.value()))
            .as("seed %d, %s", seed, text)
            .isEqualTo(new Link.Valid(link));
        assertThat(link.value()).as("seed %d", seed).matches("[!-~]+");
      }
    }
  }

  @Test
  void aHostIsAsLongAsNamesMayBe() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(Link.parse("http://" + longest + "/")).isInstanceOf(Link.Valid.class);
    assertThat(Link.parse("http://" + longest + "./")).isInstanceOf(Link.Valid.class);
    for (String host :
        new String[] {
          longest + "a", "a" + label + ".com", "a.".repeat(3_500) + "com", "ü".repeat(2_000)
        }) {
      assertThat(Link.parse("http://" + host + "/")).isInstanceOf(Link.Invalid.class);
    }
  }

  @Test
  void whateverTheTextItComesToAnEnd() {
    Strain.on(
        Link::parse,
        Link.MAX_LENGTH,
        "http://",
        "http://[",
        "http://a/",
        "http://a?",
        "http://a.b@",
        "https://xn--");
  }
}
