package dev.fetchlight.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketTest {
  private static final String TOKEN = "correct horse battery staple";
  private static final String PAGE = "https://page.example";

  @TempDir Path folder;

  private static int open(Service service, String path, String... more) {
    List<String> headers =
        new ArrayList<>(List.of("Upgrade", "websocket", "Connection", "Upgrade"));
    headers.addAll(List.of("Sec-WebSocket-Version", "13"));
    headers.addAll(List.of("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
    headers.addAll(List.of(more));
    return Handmade.get(service, path, headers.toArray(String[]::new)).statusCode();
  }

  private static JsonObject ticket(Service service, String... headers) throws Exception {
    HttpResponse<String> answer = service.post("/api/session/ticket", "", headers);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static String ticketFor(Service service) throws Exception {
    return ticket(service, "Authorization", "Bearer " + TOKEN).getString("ticket");
  }

  @Test
  void itOpensOneSocketOnce() throws Exception {
    try (Service service = new Service(folder, TOKEN, Set.of(PAGE), 10)) {
      String ticket = ticketFor(service);
      assertThat(open(service, "/ws?ticket=" + ticket, "Origin", PAGE)).isEqualTo(101);
      assertThat(open(service, "/ws?ticket=" + ticket, "Origin", PAGE)).isEqualTo(401);
      assertThat(open(service, "/ws/download/x?ticket=" + ticketFor(service))).isEqualTo(101);
      String ofForeignPage = ticketFor(service);
      assertThat(open(service, "/ws?ticket=" + ofForeignPage, "Origin", "https://evil.example"))
          .isEqualTo(403);
      assertThat(open(service, "/ws?ticket=" + ofForeignPage)).as("not used up").isEqualTo(101);
    }
  }

  @Test
  void itOpensNothingElse() throws Exception {
    try (Service service = new Service(folder, TOKEN, Set.of(PAGE), 10)) {
      String ticket = ticketFor(service);
      assertThat(service.get("/api/queue?ticket=" + ticket).statusCode()).isEqualTo(401);
      assertThat(service.get("/api/events?ticket=" + ticket).statusCode()).isEqualTo(401);
      assertThat(service.get("/api/queue", "Authorization", "Bearer " + ticket).statusCode())
          .isEqualTo(401);
      assertThat(service.post("/api/session", "{\"token\":\"" + ticket + "\"}").statusCode())
          .isEqualTo(401);
      assertThat(open(service, "/ws?ticket=" + ticket)).isEqualTo(101);
    }
  }

  @Test
  void aSessionGetsOneAndNobodyElse() throws Exception {
    try (Service service = new Service(folder, TOKEN, Set.of(PAGE), 10)) {
      assertThat(service.post("/api/session/ticket", "").statusCode()).isEqualTo(401);
      String cookie =
          service
              .post("/api/session", "{\"token\":\"" + TOKEN + "\"}")
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow()
              .split(";", 2)[0];
      JsonObject issued = ticket(service, "Cookie", cookie);
      assertThat(issued.fieldNames()).containsExactlyInAnyOrder("ticket", "expiresAt");
      assertThat(Instant.parse(issued.getString("expiresAt")))
          .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(31));
      assertThat(open(service, "/ws?ticket=" + issued.getString("ticket"))).isEqualTo(101);
    }
  }

  @Test
  void whereNoTokenIsNeededItIsGivenAsWell() throws Exception {
    try (Service service = new Service(folder, null, Set.of(), 10)) {
      assertThat(open(service, "/ws?ticket=" + ticket(service).getString("ticket"))).isEqualTo(101);
    }
  }

  @Test
  void pagesOfAllowedOriginsMaySendCredentialsAndOthersMayNot() throws Exception {
    try (Service service = new Service(folder, TOKEN, Set.of(PAGE), 10)) {
      for (String path : List.of("/api/session/ticket", "/api/history")) {
        HttpResponse<String> preflight =
            service.send(
                service
                    .request(path)
                    .header("Origin", PAGE)
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization")
                    .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
            .contains("true");
      }
      HttpResponse<String> refused =
          service.post("/api/session/ticket", "", "Origin", PAGE, "Authorization", "Bearer x");
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
      HttpResponse<String> other = service.get("/api/session", "Origin", "https://evil.example");
      assertThat(other.headers().map().keySet())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
      assertThat(other.headers().firstValue("Vary")).contains("Origin");
    }
  }

  @Test
  void aCookieForAPageOfAnotherSiteNeedsTls() throws Exception {
    Service.Outside behind = Service.Outside.USUAL.behind("127.0.0.1");
    try (Service service = new Service(folder, TOKEN, Set.of(PAGE), behind)) {
      String body = "{\"token\":\"" + TOKEN + "\"}";
      assertThat(
              service
                  .post("/api/session", body, "Origin", PAGE, "X-Forwarded-Proto", "https")
                  .headers()
                  .firstValue("Set-Cookie")
                  .orElseThrow())
          .contains("SameSite=None", "Secure", "HTTPOnly");
      assertThat(
              service
                  .post("/api/session", body, "Origin", PAGE)
                  .headers()
                  .firstValue("Set-Cookie")
                  .orElseThrow())
          .contains("SameSite=Strict")
          .doesNotContain("Secure");
    }
  }

  @Test
  void itLivesForHalfAMinute() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    Tickets tickets = new Tickets(now::get);
    String ticket = tickets.issue(Right.FOR_EVER).value();
    String later = tickets.issue(Right.FOR_EVER).value();
    now.set(now.get().plusSeconds(29));
    assertThat(tickets.redeem(ticket)).isPresent();
    now.set(now.get().plusSeconds(1));
    assertThat(tickets.redeem(later)).isEmpty();
  }

  @Test
  void theNewestOfTooManyAreKept() {
    Tickets tickets = new Tickets(() -> Instant.EPOCH);
    String first = tickets.issue(Right.FOR_EVER).value();
    String last = "";
    for (int each = 0; each < 10_000; each++) {
      last = tickets.issue(Right.FOR_EVER).value();
    }
    assertThat(tickets.redeem(first)).isEmpty();
    assertThat(tickets.redeem(last)).isPresent();
  }
}
