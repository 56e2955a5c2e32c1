package dev.fetchlight.http.access;

import dev.fetchlight.http.door.Clients;
import dev.fetchlight.http.door.PublicUrl;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;

/** The cookie that holds a session, as far away as it has to go and no further. */
record SessionCookie(Origins origins, Clients clients) {
  static final String NAME = "fetchlight_session";

  void set(HttpServerRequest request, String value) {
    put(request, value, Sessions.LIFE.toSeconds());
  }

  void clear(HttpServerRequest request) {
    put(request, "", 0);
  }

  private void put(HttpServerRequest request, String value, long seconds) {
    PublicUrl publicUrl = origins.publicUrl();
    boolean ours = publicUrl.at(Origins.host(request));
    boolean secure =
        clients.scheme(request).map("https"::equals).orElse(ours && publicUrl.secure());
    // A page of another site gets it only if browsers may send it from there, which asks for TLS.
    boolean elsewhere = secure && origins.allowsAnother(request);
    request
        .response()
        .addCookie(
            Cookie.cookie(NAME, value)
                .setPath(ours ? publicUrl.path() + "/" : "/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(elsewhere ? CookieSameSite.NONE : CookieSameSite.STRICT)
                .setMaxAge(seconds));
  }
}
