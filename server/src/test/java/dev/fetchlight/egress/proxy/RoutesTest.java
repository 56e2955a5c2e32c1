package dev.fetchlight.egress.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.egress.address.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which host goes which way, and what no operator gets past the start with. */
class RoutesTest {
  private static String way(String setting, String host) {
    Target target = Target.parse(host, 443).orElseThrow();
    return new Journey(Routes.parse(setting)).via(target).map(Proxy::toString).orElse("direct");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; site.example; direct",
        "socks5://p:1; site.example; socks5://p:1",
        "SOCKS5H://P.example:1/; site.example; socks5h://p.example:1",
        "http://[::1]:3128; site.example; http://[::1]:3128",
        "https://127.1:8443; site.example; https://127.0.0.1:8443",
        "*=http://p:1; 10.1.1.1; http://p:1",
        "site.example=http://p:1; site.example; http://p:1",
        "site.example=http://p:1; WWW.Site.Example.; http://p:1",
        "*.site.example=http://p:1; site.example; http://p:1",
        ".site.example=http://p:1; a.b.site.example; http://p:1",
        "site.example=http://p:1; othersite.example; direct",
        "site.example=http://p:1; site.example.org; direct",
        "site.example = http://p:1 , * = direct; x.example; direct",
        "example=http://p:1,a.example=direct,b.a.example=http://q:2; b.a.example; http://q:2",
        "example=http://p:1,a.example=direct,b.a.example=http://q:2; c.a.example; direct",
        "example=http://p:1,a.example=direct,b.a.example=http://q:2; d.example; http://p:1",
        "münchen.example=http://p:1; xn--mnchen-3ya.example; http://p:1",
        "192.0.2.7=http://p:1; 0xc0.0.2.7; http://p:1",
        "192.0.2.7=http://p:1; 1.192.0.2.7.example; direct",
        "::1=http://p:1; [0:0::1]; http://p:1",
        "[::1]=direct,*=http://p:1; [::1]; direct",
        "localhost=direct,http://p:1; localhost; direct",
      })
  void theLongestNameHolds(String setting, String host, String way) {
    assertThat(way(setting, host)).isEqualTo(way);
  }

  @Test
  void aHostThatNoRuleNamesGoesTheWayOfItsSite() {
    Journey journey =
        new Journey(Routes.parse("site.example=http://p:1,straight.example=direct,*=direct"));
    assertThat(journey.via(host("short.example"))).isEmpty();
    assertThat(journey.via(host("site.example"))).hasToString("Optional[http://p:1]");
    assertThat(journey.via(host("cdn.example"))).hasToString("Optional[http://p:1]");
    assertThat(journey.via(host("straight.example"))).isEmpty();
    // A link on a site that is reached straight must not unmask what began behind a proxy.
    assertThat(journey.via(host("cdn.example"))).hasToString("Optional[http://p:1]");
  }

  @Test
  void noSiteLeadsOthersPastTheProxyThatIsForAll() {
    Journey journey =
        new Journey(Routes.parse("straight.example=direct,site.example=http://p:1,*=http://q:2"));
    assertThat(journey.via(host("straight.example"))).isEmpty();
    assertThat(journey.via(host("other.example"))).hasToString("Optional[http://q:2]");
    assertThat(journey.via(host("site.example"))).hasToString("Optional[http://p:1]");
    assertThat(journey.via(host("straight.example"))).isEmpty();
    assertThat(journey.via(host("cdn.example"))).hasToString("Optional[http://p:1]");
  }

  private static Target host(String name) {
    return Target.parse(name, 443).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "socks5://us%40er:p%2Cw%3a%25+@p:1; us@er; p,w:%+",
        "http://user@p:1; user; ''",
        "http://user:a@b=c/d@p:1; user; a@b=c/d",
        "x.example=socks5://u:=://@p:1; u; =://",
      })
  void takesALogin(String setting, String name, String password) {
    Proxy proxy = new Journey(Routes.parse(setting)).via(host("x.example")).orElseThrow();
    assertThat(proxy.login()).isEqualTo(new Proxy.Login(name, password));
    assertThat(proxy).asString().endsWith("://p:1");
    assertThat(proxy.login()).hasToString("Login[hidden]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p:1",
        "ftp://p:1",
        "socks4://p:1",
        "socks5://hunter2",
        "socks5://u:hunter2@p",
        "socks5://u:hunter2@p:0",
        "socks5://u:hunter2@p:65536",
        "socks5://u:hunter2@p:port",
        "socks5://u:hunter2@:1",
        "socks5://u:hunter2@p:1/path",
        "socks5://u:hunter2@p:1?query",
        "socks5://u:hunter2,more@p:1",
        "socks5://u:hunter2%zz@p:1",
        "socks5://:hunter2@p:1",
        "http://u%3a:hunter2@p:1",
        "http://p:1,",
        ",http://p:1",
        "http://p:1,http://q:1",
        "*=http://p:1,http://q:1",
        "a.example=http://p:1,A.example.=direct",
        "a.example:80=http://p:1",
        "http:/p:1",
        "=http://p:1",
        "a b=http://p:1",
        "a.example=",
        "a.example",
        "a.*=direct",
      })
  void refusesWhatItCannotReadAndShowsNoneOfIt(String setting) {
    assertThatThrownBy(() -> Routes.parse(setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("entry ")
        .message()
        .doesNotContain("hunter2");
  }
}
