package dev.fetchlight.http;

import dev.fetchlight.http.access.Throttle;
import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.http.form.CookieForm;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Look;
import dev.fetchlight.live.wire.DownloadJson;
import java.util.Optional;
import java.util.function.Function;

/** The operation that looks at a link and queues nothing. */
final class PreviewApi {
  private final Function<Look, Optional<Sighting>> previews;

  PreviewApi(Services services) {
    this.previews = services.previews();
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
    Look look =
        new Look(link, call.body().getBoolean("list", false), CookieForm.read(call.body(), link));
    call.blocking(() -> previews.apply(look), seen -> answer(call, link, seen));
  }

  private static void answer(Call call, Link link, Optional<Sighting> seen) {
    switch (seen.orElseThrow(() -> new RefusedException(Problem.tooManyLooks()))) {
      case Sighting.Seen(Preview preview) -> call.json(200, DownloadJson.preview(link, preview));
      case Sighting.Unseen(Failure failure) ->
          throw new RefusedException(Problem.notSeen(failure.code().wire(), failure.sentence()));
    }
  }
}
