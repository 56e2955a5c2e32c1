package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Notes;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Tally;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.Times;
import dev.fetchlight.job.Version;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.ListLimit;
import dev.fetchlight.job.spec.Spec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A job as columns of the table {@code job}, there and back. */
final class JobRow {
  private static final String WAITING = "waiting";
  private static final String PAUSED = "paused";
  private static final String GATHERING = "gathering";
  private static final String GATHERED = "gathered";

  /** Begins the end of the choice of those who want a list: which of its entries. */
  private static final String LIST = ";list=";

  private static final String FIRST = ";first=";

  private JobRow() {}

  static Job read(ResultSet row) throws SQLException {
    Link link = new Link(text(row, "url"));
    return new Job(
        JobId.parse(text(row, "id")).orElseThrow(),
        spec(link, text(row, "format")),
        state(row),
        new Version(row.getLong("revision"), row.getInt("tick")),
        row.getInt("attempt"),
        row.getBoolean("described") ? video(row) : null,
        progress(row),
        new Times(time(row, "created"), time(row, "updated"), timeOrNull(row, "started")),
        ticket(row),
        list(row),
        notes(row.getString("notes")));
  }

  /** The choice as one word, the same for equal ones. */
  static String wish(Spec spec) {
    String items = spec.items().stream().map(String::valueOf).collect(Collectors.joining(","));
    return spec.choices().line() + (spec.list() ? LIST + items + limit(spec.limit()) : "");
  }

  private static Spec spec(Link link, String wish) {
    int at = wish.indexOf(LIST);
    if (at < 0) {
      return new Spec(link, Choices.parse(wish));
    }
    String[] words = wish.substring(at + LIST.length()).split(";", -1);
    String items = words[0];
    return new Spec(
        link,
        Choices.parse(wish.substring(0, at)),
        true,
        Stream.of(items.split(",", -1))
            .filter(item -> !item.isEmpty())
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new)),
        limit(List.of(words).subList(1, words.length)));
  }

  /** A word behind the numbers of entries, such as {@code ;first=5}. */
  private static String limit(ListLimit limit) {
    return limit.count() == null ? "" : FIRST + limit.count();
  }

  private static ListLimit limit(List<String> words) {
    return words.isEmpty()
        ? ListLimit.NONE
        : new ListLimit(Integer.valueOf(words.getFirst().substring(FIRST.length() - 1)));
  }

  private static Ticket ticket(ResultSet row) throws SQLException {
    String parent = row.getString("parent");
    byte[] cookies = row.getBytes("cookies");
    return new Ticket(
        row.getInt("rank"),
        row.getInt("tries"),
        parent == null ? null : JobId.parse(parent).orElseThrow(),
        cookies == null ? null : new Sealed(cookies),
        row.getString("jar"));
  }

  private static @Nullable Tally list(ResultSet row) throws SQLException {
    Integer total = smallOrNull(row, "list_total");
    return total == null
        ? null
        : new Tally(
            total,
            row.getInt("list_completed"),
            row.getInt("list_failed"),
            row.getInt("list_cancelled"),
            row.getBoolean("list_expanding"));
  }

  /** Adds every column that a change can touch, from {@code status} to {@code search}. */
  static Query add(Query query, Job job) throws SQLException {
    query
        .add(job.status().wire())
        .add(stage(job.state()))
        .add(job.state() instanceof State.Waiting(_, var until) ? until : null)
        .add(job.version().revision())
        .add(job.version().tick())
        .add(job.attempt());
    addTicket(query, job.ticket());
    addList(query, job.list());
    addProgress(query, job.progress());
    addVideo(query, job.video());
    addEnd(query, job.state());
    query.add(job.notes().equals(Notes.NONE) ? null : notes(job.notes()));
    return query
        .add(job.times().created())
        .add(job.times().updated())
        .add(job.times().started())
        .add(job.completedAt())
        .add(search(job));
  }

  private static @Nullable String stage(State state) {
    return switch (state) {
      case State.Processing(var stage) -> stage.wire();
      case State.Waiting(_, _) -> WAITING;
      case State.Paused() -> PAUSED;
      case State.Gathering() -> GATHERING;
      case State.Gathered(_) -> GATHERED;
      case State.Queued(), State.Completed(_, _), State.Failed(_, _), State.Cancelled(_) -> null;
    };
  }

  private static void addTicket(Query query, Ticket ticket) throws SQLException {
    query
        .add(ticket.rank())
        .add(ticket.tries())
        .add(ticket.cookies() == null ? null : (Object) ticket.cookies().bytes())
        .add(ticket.jar());
  }

  private static void addList(Query query, @Nullable Tally list) throws SQLException {
    query
        .add(list == null ? null : (Object) list.total())
        .add(list == null ? null : (Object) list.completed())
        .add(list == null ? null : (Object) list.failed())
        .add(list == null ? null : (Object) list.cancelled())
        .add(list == null ? null : (Object) list.expanding());
  }

  static void addProgress(Query query, Progress progress) throws SQLException {
    query
        .add(progress.percent())
        .add(progress.downloadedBytes())
        .add(progress.totalBytes())
        .add(progress.speed())
        .add(progress.eta())
        .add(progress.recorded());
  }

  /** Case means nothing in a search, in any script. */
  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static String search(Job job) {
    VideoInfo video = job.video();
    return Stream.of(
            video == null ? null : video.title(),
            video == null ? null : video.uploader(),
            job.spec().link().value())
        .filter(Objects::nonNull)
        .map(JobRow::folded)
        .collect(Collectors.joining("\n"));
  }

  private static void addVideo(Query query, @Nullable VideoInfo video) throws SQLException {
    VideoInfo told =
        video == null
            ? new VideoInfo(null, null, null, null, false, null, null, null, null)
            : video;
    query
        .add(video != null)
        .add(told.id())
        .add(told.title())
        .add(told.uploader())
        .add(told.duration())
        .add(told.hasThumbnail())
        .add(told.extractor())
        .add(told.webpageUrl())
        .add(told.width())
        .add(told.height());
  }

  private static void addEnd(Query query, State state) throws SQLException {
    StoredMedia media = state instanceof State.Completed(var stored, _) ? stored : null;
    Failure failure = state.failure();
    query
        .add(media == null ? null : media.fileName())
        .add(media == null ? null : (Object) media.size())
        .add(media == null ? null : media.mediaType())
        .add(media == null ? null : media.provider())
        .add(media == null ? null : subtitles(media))
        .add(media == null ? null : PartRow.write(media))
        .add(media == null ? null : (Object) media.present())
        .add(failure == null ? null : failure.code().wire())
        .add(failure == null ? null : failure.sentence());
  }

  private static State state(ResultSet row) throws SQLException {
    String stage = String.valueOf(row.getString("stage"));
    return switch (Status.parse(text(row, "status")).orElseThrow()) {
      case QUEUED ->
          switch (stage) {
            case WAITING -> new State.Waiting(failure(row), time(row, "next_try"));
            case PAUSED -> new State.Paused();
            default -> new State.Queued();
          };
      case PROCESSING ->
          stage.equals(GATHERING)
              ? new State.Gathering()
              : new State.Processing(Stage.valueOf(stage.toUpperCase(Locale.ROOT)));
      case COMPLETED ->
          stage.equals(GATHERED)
              ? new State.Gathered(time(row, "ended"))
              : new State.Completed(media(row), time(row, "ended"));
      case FAILED -> new State.Failed(failure(row), time(row, "ended"));
      case CANCELLED -> new State.Cancelled(time(row, "ended"));
    };
  }

  private static StoredMedia media(ResultSet row) throws SQLException {
    return new StoredMedia(
        text(row, "file_name"),
        row.getLong("file_size"),
        text(row, "media_type"),
        text(row, "provider"),
        new StoredMedia.Beside(
            subtitles(row.getString("subtitles")), PartRow.read(row.getString("parts"))),
        row.getBoolean("present"));
  }

  private static @Nullable String subtitles(StoredMedia media) {
    return media.subtitles().isEmpty()
        ? null
        : media.subtitles().stream()
            .map(each -> each.language() + "." + each.extension())
            .collect(Collectors.joining(","));
  }

  private static List<StoredMedia.Subtitle> subtitles(@Nullable String stored) {
    return stored == null
        ? List.of()
        : Stream.of(stored.split(",", -1))
            .map(each -> each.split("\\.", 2))
            .map(parts -> new StoredMedia.Subtitle(parts[0], parts[1]))
            .toList();
  }

  /** A sentence is one line, so a line is one sentence. */
  private static String notes(Notes notes) {
    return String.join("\n", notes.sentences());
  }

  private static Notes notes(@Nullable String stored) {
    return stored == null ? Notes.NONE : new Notes(stored.lines().toList());
  }

  private static Failure failure(ResultSet row) throws SQLException {
    return new Failure(
        Failure.Code.parse(text(row, "error_code")).orElseThrow(), text(row, "error"));
  }

  private static VideoInfo video(ResultSet row) throws SQLException {
    return new VideoInfo(
        row.getString("video_id"),
        row.getString("title"),
        row.getString("uploader"),
        realOrNull(row, "duration"),
        row.getBoolean("has_thumbnail"),
        row.getString("extractor"),
        row.getString("webpage_url"),
        smallOrNull(row, "width"),
        smallOrNull(row, "height"));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    return new Progress(
        row.getDouble("percent"),
        wholeOrNull(row, "downloaded_bytes"),
        wholeOrNull(row, "total_bytes"),
        realOrNull(row, "speed"),
        wholeOrNull(row, "eta"),
        null,
        realOrNull(row, "recorded"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column), column);
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(timeOrNull(row, column), column);
  }

  private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    Long millis = wholeOrNull(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long wholeOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Integer smallOrNull(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Double realOrNull(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
