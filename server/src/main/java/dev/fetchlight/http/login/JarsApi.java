package dev.fetchlight.http.login;

import dev.fetchlight.http.access.Throttle;
import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.http.form.CookieForm;
import dev.fetchlight.job.jar.CookieLines;
import dev.fetchlight.job.jar.Jar;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations on logins that are kept for sites; what is in them never comes out again. */
public final class JarsApi {
  private final Logins logins;
  private final Looking looking;

  public JarsApi(Logins logins, Looking looking) {
    this.logins = logins;
    this.looking = looking;
  }

  /**
   * Binds the operations.
   *
   * @param submits how often something is written down
   * @param previews how often a link is looked at
   */
  public void mount(Routes routes, Throttle submits, Throttle previews) {
    routes.on("getCookies", this::list);
    routes.on(
        "putCookies",
        call -> {
          submits.pass(call);
          put(call);
        });
    routes.on("deleteCookies", this::delete);
    routes.on(
        "testCookies",
        call -> {
          previews.pass(call);
          test(call);
        });
  }

  private void list(Call call) {
    call.blocking(
        logins::all,
        jars -> {
          JsonArray rows = new JsonArray();
          jars.forEach(jar -> rows.add(row(jar)));
          call.json(200, new JsonObject().put("jars", rows).toBuffer().getBytes());
        });
  }

  private void put(Call call) {
    String name = name(call);
    String site = site(call.body().getString("site"));
    Cookies cookies = Objects.requireNonNull(CookieForm.read(call.body()));
    CookieLines lines = logins.read(cookies, site);
    if (lines.isEmpty()) {
      throw new RefusedException(
          Problem.invalid(
              "cookies",
              "None of these cookies is for "
                  + site
                  + " and still good; sign in there and export"
                  + " them anew."));
    }
    call.blocking(
        () -> logins.put(name, site, lines),
        jar ->
            call.json(
                200,
                row(jar.orElseThrow(() ->
                    new RefusedException(
                        Problem.conflict(
                            "too_many_cookies",
                            "There are %d logins already; delete one first."
                                .formatted(Logins.MOST)))))
                    .toBuffer()
                    .getBytes()));
  }

  private void delete(Call call) {
    String name = name(call);
    call.blocking(
        () -> logins.remove(name),
        there -> {
          if (!there) {
            throw none();
          }
          call.empty(204);
        });
  }

  private void test(Call call) {
    String name = name(call);
    Link link = link("url", call.body().getString("url"));
    call.blocking(
        () -> {
          Jar jar = logins.find(name).orElseThrow(JarsApi::none);
          if (!jar.opens(link.site())) {
            throw new RefusedException(
                Problem.invalid("url", "This login is for " + jar.site() + "; test it there."));
          }
          Optional<Sighting> seen = looking.look(logins.open(name, link), link, false);
          return new Tested(logins.find(name).orElseThrow(JarsApi::none), seen);
        },
        tested -> answer(call, tested));
  }

  private record Tested(Jar jar, Optional<Sighting> seen) {}

  private void answer(Call call, Tested tested) {
    Sighting seen = tested.seen().orElseThrow(() -> new RefusedException(Problem.tooManyLooks()));
    if (seen instanceof Sighting.Unseen(Failure failure)
        && failure.code() != Failure.Code.LOGIN_REQUIRED) {
      throw new RefusedException(Problem.notSeen(failure.code().wire(), failure.sentence()));
    }
    call.json(200, row(tested.jar()).toBuffer().getBytes());
  }

  private JsonObject row(Jar jar) {
    return new JsonObject()
        .put("name", jar.name())
        .put("site", jar.site())
        .put("state", logins.state(jar).name().toLowerCase(Locale.ROOT))
        .put("sentence", jar.told().refusal())
        .put("putAt", time(jar.put()))
        .put("expiresAt", time(jar.expires()))
        .put("seenAt", time(jar.told().at()));
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static String name(Call call) {
    return call.text("name").filter(Jar::names).orElseThrow(JarsApi::none);
  }

  /** What a link to it would have, whether a host or a link was sent. */
  private static String site(String text) {
    String link = text.contains("://") ? text : "https://" + text.strip();
    return link("site", link).site();
  }

  private static Link link(String field, String text) {
    return switch (Link.parse(text)) {
      case Link.Valid(var valid) -> valid;
      case Link.Invalid(var sentence) ->
          throw new RefusedException(Problem.invalid(field, sentence));
    };
  }

  private static RefusedException none() {
    return new RefusedException(Problem.noSuch("login"));
  }
}
