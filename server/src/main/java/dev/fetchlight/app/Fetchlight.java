package dev.fetchlight.app;

import dev.fetchlight.bus.local.LocalBus;
import dev.fetchlight.egress.Egress;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.Previewer;
import dev.fetchlight.engine.Thumbnails;
import dev.fetchlight.engine.direct.DirectEngine;
import dev.fetchlight.engine.judge.JudgingEngine;
import dev.fetchlight.engine.playlist.PlaylistEngine;
import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import dev.fetchlight.engine.ytdlp.program.JsRuntime;
import dev.fetchlight.http.Api;
import dev.fetchlight.http.Front;
import dev.fetchlight.http.HttpServers;
import dev.fetchlight.http.HttpServers.Place;
import dev.fetchlight.http.Services;
import dev.fetchlight.http.Upkeep;
import dev.fetchlight.http.access.Access;
import dev.fetchlight.http.access.Origins;
import dev.fetchlight.http.contract.Contract;
import dev.fetchlight.http.door.Connections;
import dev.fetchlight.http.door.Deadlines;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.State;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.Notice;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.live.Entrance;
import dev.fetchlight.live.Live;
import dev.fetchlight.live.wire.DownloadJson;
import dev.fetchlight.media.MediaStore;
import dev.fetchlight.media.disk.DiskMediaStore;
import dev.fetchlight.store.Vault;
import dev.fetchlight.store.sqlite.SqliteJobBook;
import dev.fetchlight.update.Updater;
import dev.fetchlight.work.Foreman;
import dev.fetchlight.work.Rooms;
import dev.fetchlight.work.WorkSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The composition root: builds every room in order, starts them, and stops them in reverse. One
 * instance is one running service.
 */
final class Fetchlight implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Fetchlight.class.getName());

  /** The embedded book belongs to one process, so whatever it holds was this node's. */
  private static final String OWNER = "local";

  private static final int MOST_WATCHERS = 100_000;

  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final URI address;
  private final Supplier<String> tools;

  private Fetchlight(Settings settings) {
    InstantSource clock = InstantSource.system();
    // The slow beginnings run side by side.
    Executor beside = Thread::startVirtualThread;
    CompletableFuture<Vertx> loops = CompletableFuture.supplyAsync(Fetchlight::vertx, beside);
    CompletableFuture<Contract> contract = CompletableFuture.supplyAsync(Contract::new, beside);
    DataFolder folders = DataFolder.open(settings.dataDir());
    Path data = folders.root();
    settings.jsRuntime().ifPresent(Fetchlight::warn);
    SqliteJobBook book = closeLater(SqliteJobBook.open(data, clock));
    // Only now that no other process can have the folder.
    Path scratch = folders.scratch();
    CompletableFuture<Void> reaped =
        CompletableFuture.runAsync(() -> YtDlpEngine.reap(scratch), beside);
    Vertx vertx = loops.join();
    closing.push(() -> await(vertx.close()));
    MediaStore shelf = shelf(folders.media(), book);
    LongSupplier free = Rooms.freeSpaceOf(data, scratch, folders.media());
    DownloadJson json = new DownloadJson(book.epoch(), settings.frontage().publicUrl().prefix());
    LocalBus bus = closeLater(new LocalBus());
    Live live = closeLater(new Live(vertx, bus, book, json, clock));
    closing.push(() -> await(live.drain()));
    // The foreman needs the desk, whose news it hears: he joins the listeners once he is there.
    List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>(List.of(live::hear));
    Consumer<Notice> notices = notice -> listeners.forEach(each -> each.accept(notice));
    Desk desk = new Desk(book, notices, job -> onShelf(shelf, job), clock);
    Egress egress =
        closeLater(
            new Egress(
                vertx,
                settings.egress(),
                settings.routes(),
                settings.maxSpeed(),
                settings.stallTimeout()));
    YtDlps ytDlps =
        YtDlps.of(settings, folders, egress, policy -> new Egress(vertx, policy), clock);
    YtDlpEngine ytDlp = closeLater(ytDlps.engine());
    Updater updater = closeLater(ytDlps.updater());
    Engine engine =
        new PlaylistEngine(
            egress::fetcher,
            new JudgingEngine(
                new DirectEngine(
                    egress::fetcher,
                    updater.watching(ytDlp),
                    ytDlp.recorder(),
                    settings.stallTimeout()),
                ytDlp::probe),
            settings.stallTimeout());
    Vault vault = Vault.open(data);
    Logins logins = new Logins(book.jars(), vault::seal, vault::open, clock);
    Thumbnails thumbnails = new Thumbnails(egress::fetcher, settings.stallTimeout());
    Previewer previewer =
        new Previewer(engine, thumbnails::fetch, folders.previews(), settings.maxItems());
    Foreman foreman =
        closeLater(
            foreman(
                settings,
                scratch,
                new Rooms(
                    desk,
                    book,
                    engine,
                    shelf,
                    thumbnails::fetch,
                    logins,
                    live::hear,
                    free,
                    clock)));
    listeners.add(foreman::hear);
    Api api =
        new Api(
            vertx,
            contract.join(),
            new Services(
                desk,
                book,
                shelf,
                live,
                new Entrance(live, MOST_WATCHERS),
                json,
                foreman::queue,
                foreman::wake,
                foreman::finish,
                previewer::look,
                logins),
            front(settings, clock),
            new Upkeep(
                Health.parts(book, shelf, engine, ytDlp, foreman::queue),
                Metrics.of(book, live, foreman, ytDlp, clock),
                updater::state,
                updater::ask),
            clock);
    reaped.join(); // before anyone asks for a look at a link
    int port = listen(vertx, api, settings);
    address = URI.create("http://" + bracketed(settings.host()) + ":" + port);
    tools = () -> Tools.lines(ytDlp);
    foreman.start();
    updater.start();
  }

  /**
   * Builds and starts everything; the process that cannot is meant to end, and its parts with it.
   */
  static Fetchlight start(Settings settings) {
    return new Fetchlight(settings);
  }

  /** Says what downloads are made with, waited for. */
  String tools() {
    return tools.get();
  }

  /** Where it listens. */
  URI address() {
    return address;
  }

  /** Stops in reverse; every part gets its chance, whatever the others do. */
  @Override
  public void close() {
    while (!closing.isEmpty()) {
      AutoCloseable part = closing.pop();
      try {
        part.close();
        // One part that cannot close must not keep the next ones open.
      } catch (Exception e) {
        LOG.log(Level.WARNING, "stopping", e);
      }
    }
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    closing.push(part);
    return part;
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static Front front(Settings settings, InstantSource clock) {
    Frontage frontage = settings.frontage();
    Origins origins = new Origins(settings.origins(), frontage.publicUrl());
    Access access = new Access(settings.token(), origins, frontage.clients(), clock);
    return new Front(access, frontage.clients(), frontage.publicUrl());
  }

  private static int listen(Vertx vertx, Api api, Settings settings) {
    Place place =
        new Place(settings.host(), settings.port(), Runtime.getRuntime().availableProcessors());
    Connections connections =
        new Connections(
            settings.frontage().connections(),
            Descriptors.forConnections(settings.workers()),
            settings.frontage().clients());
    try {
      return await(HttpServers.listen(vertx, api, place, connections, Deadlines.USUAL));
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException taken) {
        throw new SettingsException(
            "FETCHLIGHT_PORT %d of %s cannot be listened on (%s). Stop the program that has it, or set another port."
                .formatted(settings.port(), settings.host(), taken.getMessage()));
      }
      throw e;
    }
  }

  private static Foreman foreman(Settings settings, Path scratch, Rooms rooms) {
    return new Foreman(
        rooms,
        new WorkSettings(
            OWNER,
            settings.workers(),
            settings.perSite(),
            settings.tries(),
            settings.maxItems(),
            settings.maxSpeed(),
            settings.limits(),
            settings.minFreeSpace(),
            scratch,
            settings.retention()));
  }

  private static void warn(JsRuntime.Named runtime) {
    if (!runtime.kind().closed()) {
      LOG.log(
          Level.WARNING,
          "FETCHLIGHT_JS_RUNTIME: in {0} the JavaScript of sites has the network and files. Only the kernel keeps it from leaving the gate, where the health report''s wall stands.",
          runtime.kind().wire());
    }
  }

  private static MediaStore shelf(Path folder, SqliteJobBook book) {
    SqliteJobBook.Shelf noted = book.shelf();
    try {
      DiskMediaStore shelf = DiskMediaStore.open(folder, noted.name(), noted.used());
      shelf.name().filter(name -> !name.equals(noted.name())).ifPresent(book::noteShelf);
      return shelf;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean onShelf(MediaStore shelf, Job job) {
    try {
      return job.state() instanceof State.Completed(var media, _)
          && media.present()
          && shelf.find(job.id().toString(), media.shelfName()).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
