package dev.fetchlight.http;

import dev.fetchlight.http.access.Access;
import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.live.Entrance;
import dev.fetchlight.live.Live;
import dev.fetchlight.live.connection.Visitor;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/** Downloads as server-sent events, for those who cannot or need not open a socket. */
final class EventsApi {
  private static final long NOTHING_KNOWN = -1;
  private static final String RETRY_SECONDS = "5";

  private final Desk desk;
  private final Live live;
  private final Entrance entrance;
  private final Access access;

  EventsApi(Services services, Access access) {
    this.desk = services.desk();
    this.live = services.live();
    this.entrance = services.entrance();
    this.access = access;
  }

  void mount(Routes routes) {
    routes.on("streamDownload", this::one);
    routes.on("streamDownloads", this::all);
  }

  private void one(Call call) {
    JobId id = DownloadsApi.jobId(call);
    long last = call.text("Last-Event-ID").map(EventsApi::version).orElse(NOTHING_KNOWN);
    call.blocking(
        () -> desk.find(id).map(job -> live.newest(id).orElse(job)),
        found -> one(call, found, last));
  }

  private void one(Call call, Optional<Job> found, long last) {
    Job job = found.orElseThrow(() -> new RefusedException(Problem.noSuch("download")));
    long version = job.version().value();
    if (job.status().terminal() && version == last) {
      // A 2xx without content is how a server tells an EventSource to stop coming back.
      call.empty(204);
      return;
    }
    // A version ahead of ours is of another life of the database.
    long have = last <= version ? last : NOTHING_KNOWN;
    begin(call);
    admit(call, entrance.stream(call.request(), job.id(), have, visitor(call)));
  }

  private void all(Call call) {
    begin(call);
    admit(call, entrance.streamFeed(call.request(), visitor(call)));
  }

  private static void begin(Call call) {
    call.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONNECTION, "close")
        // nginx holds answers back otherwise.
        .putHeader("X-Accel-Buffering", "no");
  }

  private static void admit(Call call, boolean admitted) {
    if (!admitted) {
      call.response().headers().remove(HttpHeaders.CONNECTION);
      call.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      throw new RefusedException(Problem.tooManyWatchers());
    }
  }

  private Visitor visitor(Call call) {
    return new Visitor(access.left(call.request()), access.linkPrefix(call.request()));
  }

  private static long version(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      // Browsers send back what they got; whatever else this is, it names nothing of ours.
      return NOTHING_KNOWN;
    }
  }
}
