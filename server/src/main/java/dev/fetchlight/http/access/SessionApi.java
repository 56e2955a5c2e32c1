package dev.fetchlight.http.access;

import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;

/** The operations that trade the access token for a session cookie and back. */
public final class SessionApi {
  private final Access access;
  private final Throttle throttle;

  public SessionApi(Access access, Throttle throttle) {
    this.access = access;
    this.throttle = throttle;
  }

  public void mount(Routes routes) {
    routes.on("getSession", this::get);
    routes.on("openSession", this::open);
    routes.on("closeSession", call -> setCookie(call, "", 0));
  }

  private void get(Call call) {
    JsonObject session =
        new JsonObject()
            .put("tokenRequired", access.tokenRequired())
            .put("authenticated", access.authorised(call.request()));
    call.json(200, session.toBuffer().getBytes());
  }

  private void open(Call call) {
    throttle.pass(call);
    if (access.tokenRequired() && !access.isToken(call.body().getString("token"))) {
      throw new RefusedException(Problem.wrongToken());
    }
    access
        .issueSession()
        .ifPresentOrElse(
            value -> setCookie(call, value, Sessions.LIFE.toSeconds()), () -> call.empty(204));
  }

  private static void setCookie(Call call, String value, long seconds) {
    String proxied = call.request().getHeader("X-Forwarded-Proto");
    call.response()
        .addCookie(
            Cookie.cookie(Access.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(call.request().isSSL() || "https".equals(proxied))
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(seconds));
    call.empty(204);
  }
}
