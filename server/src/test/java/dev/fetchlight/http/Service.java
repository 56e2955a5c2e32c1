package dev.fetchlight.http;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.bus.local.LocalBus;
import dev.fetchlight.http.access.Access;
import dev.fetchlight.http.access.Origins;
import dev.fetchlight.http.contract.Contract;
import dev.fetchlight.http.door.Clients;
import dev.fetchlight.http.door.Connections;
import dev.fetchlight.http.door.Deadlines;
import dev.fetchlight.http.door.PublicUrl;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.spec.Look;
import dev.fetchlight.live.Entrance;
import dev.fetchlight.live.Live;
import dev.fetchlight.live.wire.DownloadJson;
import dev.fetchlight.media.disk.DiskMediaStore;
import dev.fetchlight.store.Vault;
import dev.fetchlight.store.sqlite.SqliteJobBook;
import dev.fetchlight.update.Channel;
import dev.fetchlight.update.EngineState;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything but engines, for real, on a free port: book, shelf, bus, live and http. A test moves
 * jobs along by hand, as a worker would.
 */
public final class Service implements AutoCloseable {
  public final Vertx vertx;
  public final SqliteJobBook book;
  public final DiskMediaStore shelf;
  public final Bus bus;
  public final Live live;
  public final Desk desk;
  final Api api;

  /** What the queue's state is said to be. */
  public static final QueueState QUEUE =
      new QueueState(
          false,
          false,
          5_000_000_000L,
          1_000,
          List.of(
              new QueueState.Rest(
                  "slow.example.com",
                  false,
                  Instant.parse("2026-01-02T03:04:05Z"),
                  "Come back later.")),
          3,
          null);

  /** What was asked to be looked at, and what is then seen; nothing while too many look. */
  public final BlockingQueue<Look> looks = new LinkedBlockingQueue<>();

  public volatile @Nullable Sighting sighting;

  /** Recordings that somebody ended. */
  public final Set<JobId> finished = ConcurrentHashMap.newKeySet();

  /** Sites that were not to rest any longer. */
  public final Set<String> woken = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  public Service(Path folder) throws IOException {
    this(folder, new LocalBus());
  }

  public Service(Path folder, Bus bus, int mostSockets) throws IOException {
    this(folder, bus, null, Set.of(), mostSockets);
  }

  /** One that takes the place of another, at the same port; its live room reads through a view. */
  public Service(Path folder, int port, int mostSockets, UnaryOperator<JobBook> view)
      throws IOException {
    this(folder, new LocalBus(), new Door(null, Set.of(), mostSockets, port), view);
  }

  public Service(Path folder, Bus bus) throws IOException {
    this(folder, bus, null, Set.of(), 100);
  }

  public Service(Path folder, @Nullable String token, Set<String> origins, int mostSockets)
      throws IOException {
    this(folder, new LocalBus(), token, origins, mostSockets);
  }

  private Service(
      Path folder, Bus bus, @Nullable String token, Set<String> origins, int mostSockets)
      throws IOException {
    this(folder, bus, new Door(token, origins, mostSockets, 0), UnaryOperator.identity());
  }

  /** One whose surroundings are as told. */
  public Service(Path folder, @Nullable String token, Set<String> origins, Outside outside)
      throws IOException {
    this(
        folder,
        new LocalBus(),
        new Door(token, origins, 100, 0),
        UnaryOperator.identity(),
        outside);
  }

  /** Who may come in, how many, and where. */
  private record Door(@Nullable String token, Set<String> origins, int mostSockets, int port) {}

  /** What lies between clients and the service, and how they are let in. */
  public record Outside(
      Clients clients, PublicUrl publicUrl, Deadlines deadlines, int mostOfOne, int most) {
    public static final Outside USUAL =
        new Outside(Clients.PEERS, PublicUrl.NONE, Deadlines.USUAL, 10_000, 10_000);

    public Outside behind(String trustedAddress) {
      return new Outside(
          new Clients(address -> address.getHostAddress().equals(trustedAddress)),
          publicUrl,
          deadlines,
          mostOfOne,
          most);
    }

    public Outside at(String url) {
      return new Outside(clients, PublicUrl.parse(url), deadlines, mostOfOne, most);
    }

    public Outside within(Deadlines other) {
      return new Outside(clients, publicUrl, other, mostOfOne, most);
    }

    public Outside holding(int ofOne, int all) {
      return new Outside(clients, publicUrl, deadlines, ofOne, all);
    }
  }

  private final AtomicInteger updates = new AtomicInteger();
  private volatile EngineState engine = EngineApiTest.state(Channel.OFF);

  private Service(Path folder, Bus bus, Door door, UnaryOperator<JobBook> view) throws IOException {
    this(folder, bus, door, view, Outside.USUAL);
  }

  private Service(Path folder, Bus bus, Door door, UnaryOperator<JobBook> view, Outside outside)
      throws IOException {
    InstantSource clock = InstantSource.system();
    this.bus = bus;
    this.folder = folder;
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
    book = SqliteJobBook.open(folder, clock);
    Vault vault = Vault.open(folder);
    shelf = DiskMediaStore.open(folder.resolve("media"));
    DownloadJson json = new DownloadJson(book.epoch(), outside.publicUrl().prefix());
    live = new Live(vertx, bus, view.apply(book), json, clock);
    desk = new Desk(book, live::hear, _ -> true, clock);
    api =
        new Api(
            vertx,
            new Contract(),
            new Services(
                desk,
                book,
                shelf,
                live,
                new Entrance(live, door.mostSockets()),
                json,
                () -> QUEUE,
                woken::add,
                this::finish,
                this::look,
                new Logins(book.jars(), vault::seal, vault::open, clock)),
            new Front(
                new Access(
                    door.token(),
                    new Origins(door.origins(), outside.publicUrl()),
                    outside.clients(),
                    clock),
                outside.clients(),
                outside.publicUrl()),
            new Upkeep(
                List.of(HealthPart.of("database", () -> "fine")),
                new PrometheusRegistry(),
                () -> engine,
                this::update),
            clock);
    port =
        await(
            HttpServers.listen(
                vertx,
                api,
                new HttpServers.Place("127.0.0.1", door.port(), 2),
                new Connections(outside.mostOfOne(), outside.most(), outside.clients()),
                outside.deadlines()));
  }

  private Optional<Sighting> look(Look look) {
    looks.add(look);
    return Optional.ofNullable(sighting);
  }

  public int port() {
    return port;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What it tells of yt-dlp from now on. */
  void engine(EngineState state) {
    engine = state;
  }

  /** How often a newer yt-dlp was asked for. */
  int updatesAskedFor() {
    return updates.get();
  }

  private boolean update() {
    boolean on = engine.channel() != Channel.OFF;
    return on && updates.incrementAndGet() > 0;
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Submits a link, and gives its id. */
  public JobId submit(String url) throws Exception {
    HttpResponse<String> response =
        post("/api/download", new JsonObject().put("url", url).encode());
    return JobId.parse(new JsonObject(response.body()).getString("jobId")).orElseThrow();
  }

  private Desk.Answer finish(JobId id) {
    Optional<Job> job = desk.find(id);
    if (job.isEmpty()) {
      return new Desk.Answer.Unknown();
    }
    boolean records = job.get().state().equals(new State.Processing(Stage.RECORDING));
    return records && finished.add(id)
        ? new Desk.Answer.Done(job.get())
        : new Desk.Answer.Refused(job.get(), "Only a recording can be finished.");
  }

  /** Takes the oldest queued job up, as a worker would. */
  public Job claim() {
    return desk.claim("test", Duration.ofMinutes(1), Openings.ALL).orElseThrow();
  }

  public Job advance(Job job, Change change) {
    return desk.advance(job, change).orElseThrow();
  }

  public Job tick(Job job, double percent) {
    return desk.tick(job, new Progress(percent, (long) (percent * 10), 1_000L, 50.0, 3L));
  }

  /** Puts content on the shelf and ends the job with it. */
  public Job complete(Job job, String fileName, String content) throws IOException {
    Job storing =
        job.state().equals(new State.Processing(Stage.STORING))
            ? job
            : advance(job, new Change.Reached(Stage.STORING));
    StoredMedia media =
        new StoredMedia(fileName, content.length(), "video/mp4", shelf.provider(), true);
    put(job.id(), media.shelfName(), content);
    return advance(storing, new Change.Stored(media));
  }

  public void put(JobId id, String name, String content) throws IOException {
    Path file = Files.createTempFile(folder, "content", "");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    shelf.put(id.toString(), name, file);
  }

  public static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    live.close();
    await(vertx.close());
    bus.close();
    book.close();
  }
}
