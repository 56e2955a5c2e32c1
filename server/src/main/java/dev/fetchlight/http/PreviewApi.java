package dev.fetchlight.http;

import dev.fetchlight.http.access.Throttle;
import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.http.form.CookieForm;
import dev.fetchlight.http.login.Looking;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.live.wire.DownloadJson;
import java.util.Optional;

/** The operation that looks at a link and queues nothing. */
final class PreviewApi {
  private final Logins logins;
  private final Looking looking;

  PreviewApi(Logins logins, Looking looking) {
    this.logins = logins;
    this.looking = looking;
  }

  void mount(Routes routes, Throttle throttle) {
    routes.on(
        "previewLink",
        call -> {
          throttle.pass(call);
          preview(call);
        });
  }

  private void preview(Call call) {
    Link link = DownloadsApi.link(call);
    boolean list = call.body().getBoolean("list", false);
    Cookies cookies = CookieForm.read(call.body(), link);
    String jar = CookieForm.jar(call.body());
    call.blocking(
        () -> {
          CookieForm.requireKept(jar, logins);
          return looking.look(
              cookies == null
                  ? logins.open(jar, link)
                  : new Logins.Opening.Ready(logins.handed(cookies)),
              link,
              list);
        },
        seen -> answer(call, link, seen));
  }

  private static void answer(Call call, Link link, Optional<Sighting> seen) {
    switch (seen.orElseThrow(() -> new RefusedException(Problem.tooManyLooks()))) {
      case Sighting.Seen(Preview preview) -> call.json(200, DownloadJson.preview(link, preview));
      case Sighting.Unseen(Failure failure) ->
          throw new RefusedException(Problem.notSeen(failure.code().wire(), failure.sentence()));
    }
  }
}
