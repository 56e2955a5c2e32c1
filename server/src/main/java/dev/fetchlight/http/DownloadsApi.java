package dev.fetchlight.http;

import dev.fetchlight.http.access.Throttle;
import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.http.form.ChoicesForm;
import dev.fetchlight.http.form.CookieForm;
import dev.fetchlight.http.form.ListForm;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.HistoryQuery;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.live.Live;
import dev.fetchlight.live.wire.DownloadJson;
import dev.fetchlight.media.MediaStore;
import dev.fetchlight.media.NoRoomException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations on downloads. */
final class DownloadsApi {
  private static final String NO_LIST = "none";
  private static final int FILES_AT_ONCE = 20;

  private final Desk desk;
  private final JobBook book;
  private final MediaStore shelf;
  private final Live live;
  private final DownloadJson json;
  private final Logins logins;
  private final Supplier<QueueState> queue;
  private final Function<JobId, Desk.Answer> finish;

  DownloadsApi(Services services) {
    this.desk = services.desk();
    this.book = services.book();
    this.shelf = services.shelf();
    this.live = services.live();
    this.json = services.json();
    this.logins = services.logins();
    this.queue = services.queue();
    this.finish = services.finish();
  }

  void mount(Routes routes, Throttle throttle) {
    routes.on(
        "submitDownload",
        call -> {
          throttle.pass(call);
          submit(call);
        });
    routes.on("getDownload", this::get);
    routes.on("cancelDownload", call -> answer(call, this::cancel, "not_cancellable"));
    routes.on("retryDownload", call -> answer(call, desk::retry, "not_retryable"));
    routes.on("finishDownload", call -> answer(call, 202, finish, "not_recording"));
    routes.on("pauseDownload", call -> answer(call, this::pause, "not_pausable"));
    routes.on("resumeDownload", call -> answer(call, desk::resume, "not_resumable"));
    routes.on(
        "moveDownload",
        call ->
            answer(
                call,
                id -> desk.move(id, call.body().getString("to").equals("front")),
                "not_movable"));
    routes.on("deleteDownload", this::delete);
    routes.on("getHistory", this::history);
  }

  private void submit(Call call) {
    Spec spec = spec(call);
    Cookies cookies = CookieForm.read(call.body(), spec.link());
    String jar = CookieForm.jar(call.body());
    String key = call.text("Idempotency-Key").orElse(null);
    call.blocking(
        () -> {
          requireRoom();
          CookieForm.requireKept(jar, logins);
          return desk.submit(spec, key, ticket(cookies, jar), null);
        },
        submission -> submitted(call, submission));
  }

  /** What cannot be kept is not taken in. */
  private void requireRoom() {
    if (queue.get().full()) {
      throw new RefusedException(Problem.noSpace());
    }
    requireShelf();
  }

  /** One that takes nothing more is waited for, and gives and removes all the same. */
  private void requireShelf() {
    try {
      shelf.check();
    } catch (NoRoomException _) {
      // Said by the queue.
    } catch (IOException e) {
      throw new RefusedException(Problem.unavailable(String.valueOf(e.getMessage())));
    }
  }

  private Ticket ticket(@Nullable Cookies cookies, @Nullable String jar) {
    Ticket plain = jar == null ? Ticket.PLAIN : Ticket.PLAIN.using(jar);
    return cookies == null ? plain : plain.with(logins.seal(cookies));
  }

  private static Spec spec(Call call) {
    return ListForm.read(call.body(), link(call), ChoicesForm.read(call.body()));
  }

  /** The link in the body of a request. */
  static Link link(Call call) {
    return switch (Link.parse(call.body().getString("url"))) {
      case Link.Valid(var valid) -> valid;
      case Link.Invalid(var sentence) ->
          throw new RefusedException(Problem.invalid("url", sentence));
    };
  }

  private void submitted(Call call, JobBook.Submission submission) {
    switch (submission) {
      case JobBook.Submission.Created(var job) -> accepted(call, 202, job);
      case JobBook.Submission.Existing(var job) -> accepted(call, 200, newest(job));
      case JobBook.Submission.Given(var job) -> accepted(call, 200, newest(job));
      case JobBook.Submission.KeyReused() -> throw new RefusedException(Problem.keyReused());
      case JobBook.Submission.ListGone() -> throw none();
    }
  }

  private void accepted(Call call, int status, Job job) {
    call.response()
        .putHeader(HttpHeaders.LOCATION, call.linkPrefix() + "/api/download/" + job.id());
    call.json(status, json.download(job));
  }

  private void get(Call call) {
    JobId id = jobId(call);
    call.blocking(
        () -> desk.find(id), found -> show(call, newest(found.orElseThrow(DownloadsApi::none))));
  }

  private void show(Call call, Job job) {
    String version = Long.toString(job.version().value());
    call.response().putHeader(HttpHeaders.ETAG, "\"" + version + "\"");
    if (call.unchanged(version)) {
      call.empty(304);
    } else {
      call.json(200, json.download(job));
    }
  }

  private void answer(Call call, Function<JobId, Desk.Answer> request, String refusal) {
    answer(call, 200, request, refusal);
  }

  private void answer(Call call, int status, Function<JobId, Desk.Answer> request, String refusal) {
    JobId id = jobId(call);
    call.blocking(
        () -> request.apply(id),
        answer -> {
          switch (answer) {
            case Desk.Answer.Done(var job) -> call.json(status, json.download(job));
            case Desk.Answer.Unknown() -> throw none();
            case Desk.Answer.Refused(var job, var sentence) ->
                throw new RefusedException(
                    Problem.conflict(
                        refusal, sentence + " This one is " + job.status().wire() + "."));
          }
        });
  }

  private Desk.Answer cancel(JobId id) {
    return desk.cancel(id, live.newest(id).orElse(null));
  }

  private Desk.Answer pause(JobId id) {
    return desk.pause(id, live.newest(id).orElse(null));
  }

  private void delete(Call call) {
    JobId id = jobId(call);
    call.blocking(
        () -> remove(id),
        removed -> {
          if (!removed) {
            throw none();
          }
          call.empty(204);
        });
  }

  /** From the book at once; of a long list the files follow by themselves. */
  private boolean remove(JobId id) throws IOException {
    Optional<Job> job = desk.find(id);
    if (job.isPresent() && (job.get().status() == Status.COMPLETED || job.get().list() != null)) {
      requireShelf(); // or its files would stay on a disk that is away
    }
    if (job.isPresent() && job.get().list() == null) {
      var _ = cancel(id); // who watches it sees how it ended; refused where it is over
    }
    List<JobId> removed = desk.remove(id);
    for (JobId each : removed.stream().limit(FILES_AT_ONCE).toList()) {
      shelf.delete(each.toString());
    }
    return removed.contains(id);
  }

  private void history(Call call) {
    Set<Status> statuses =
        Optional.ofNullable((JsonArray) call.parameters().get("status"))
            .orElseGet(JsonArray::new)
            .stream()
            .map(name -> Status.parse(name.toString()).orElseThrow())
            .collect(Collectors.toUnmodifiableSet());
    int limit = (int) call.parameters().getOrDefault("limit", 50);
    Optional<String> parent = call.text("parent");
    // One more than asked for tells whether there is a next page.
    HistoryQuery query =
        new HistoryQuery(
            statuses,
            call.text("q").orElse(null),
            time(call, "from"),
            time(call, "to"),
            parent
                .filter(text -> !text.equals(NO_LIST))
                .map(text -> JobId.parse(text).orElseThrow(DownloadsApi::none))
                .orElse(null),
            parent.filter(NO_LIST::equals).isPresent(),
            cursor(call),
            limit + 1);
    call.blocking(() -> book.history(query), found -> call.json(200, page(found, limit)));
  }

  private byte[] page(List<Job> found, int limit) {
    List<Job> shown = found.stream().limit(limit).map(this::newest).toList();
    return json.page(shown, found.size() > limit ? shown.getLast().id().toString() : null);
  }

  private Job newest(Job read) {
    return live.newest(read.id())
        .filter(running -> running.version().compareTo(read.version()) > 0)
        .orElse(read);
  }

  private static @Nullable JobId cursor(Call call) {
    return call.text("cursor")
        .map(text ->
            JobId.parse(text)
                .orElseThrow(
                    () -> refused("cursor", "\"cursor\" must be the nextCursor of a page.")))
        .orElse(null);
  }

  private static @Nullable Instant time(Call call, String name) {
    try {
      return call.text(name).map(text -> OffsetDateTime.parse(text).toInstant()).orElse(null);
    } catch (DateTimeParseException e) {
      throw refused(name, "\"" + name + "\" must be a time such as 2026-01-02T03:04:05Z.");
    }
  }

  static JobId jobId(Call call) {
    return call.text("jobId").flatMap(JobId::parse).orElseThrow(DownloadsApi::none);
  }

  private static RefusedException none() {
    return new RefusedException(Problem.noSuch("download"));
  }

  private static RefusedException refused(String field, String sentence) {
    return new RefusedException(Problem.invalid(field, sentence));
  }
}
