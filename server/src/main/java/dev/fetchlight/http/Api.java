package dev.fetchlight.http;

import dev.fetchlight.http.access.Access;
import dev.fetchlight.http.access.SessionApi;
import dev.fetchlight.http.access.Throttle;
import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Contract;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.http.engine.EngineApi;
import dev.fetchlight.http.login.JarsApi;
import dev.fetchlight.http.login.Looking;
import dev.fetchlight.job.book.JobBookException;
import dev.fetchlight.media.NoRoomException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.time.InstantSource;

/** The whole of what clients meet: puts every operation behind the same checks and failures. */
public final class Api {
  private static final Logger LOG = System.getLogger(Api.class.getName());

  /** What is full or broken now may be well again soon. */
  private static final String RETRY_SECONDS = "10";

  private final Contract contract;
  private final Vertx vertx;
  private final Services services;
  private final Access access;
  private final SystemApi system;
  private final EngineApi engine;
  private final SocketApi sockets;
  private final Page page;
  private final Throttle submits;
  private final Throttle previews;
  private final Throttle updates;
  private final Prefix base;
  private final String publicPrefix;

  public Api(
      Vertx vertx,
      Contract contract,
      Services services,
      Front front,
      Upkeep upkeep,
      InstantSource clock) {
    this.contract = contract;
    this.vertx = vertx;
    this.services = services;
    this.access = front.access();
    this.base = new Prefix(front.publicUrl().path());
    this.publicPrefix = front.publicUrl().prefix();
    this.page = new Page(base, front.publicUrl().origin());
    this.sockets = new SocketApi(services.entrance(), access, base);
    this.system = new SystemApi(upkeep, clock);
    this.engine = new EngineApi(upkeep.engine(), upkeep.update());
    this.submits = new Throttle(500, 50, front.clients(), clock);
    this.previews = new Throttle(20, 1, front.clients(), clock);
    this.updates = new Throttle(60, 1, front.clients(), clock);
  }

  /** Answers the requests of one event loop. */
  public Handler<HttpServerRequest> handler() {
    Router router = router();
    Router below = below(router);
    return request -> {
      if (sockets.serves(request)) {
        openSocket(request);
      } else if (request.path() != null && base.below(request.path())) {
        below.handle(request);
      } else {
        router.handle(request);
      }
    };
  }

  /** The same for requests from which no front server has taken the base. */
  private Router below(Router router) {
    Router below = Router.router(vertx);
    if (!base.path().isEmpty()) {
      below.route(base.path() + "/*").subRouter(router);
    }
    return below;
  }

  private String linkPrefix(HttpServerRequest request) {
    return publicPrefix.isEmpty() ? access.linkPrefix(request) : publicPrefix;
  }

  private void openSocket(HttpServerRequest request) {
    try {
      sockets.open(request);
    } catch (RefusedException refused) {
      secure(request.response());
      answer(request.response(), refused.problem());
    }
  }

  private Router router() {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(context -> {
          secure(context.response());
          access.checkSource(context.request());
          Call.linkPrefix(context, linkPrefix(context.request()));
          context.next();
        })
        .failureHandler(Api::fail);
    router
        .route()
        .method(HttpMethod.OPTIONS)
        .handler(context -> context.response().setStatusCode(204).end());
    Routes routes = new Routes(router, contract, access::admit);
    // Those asked for most come first: routes are tried in order.
    new FilesApi(services).mount(routes);
    new DownloadsApi(services).mount(routes, submits);
    Looking looking = new Looking(services.previews());
    new PreviewApi(services.logins(), looking).mount(routes, previews);
    new JarsApi(services.logins(), looking).mount(routes, submits, previews);
    new QueueApi(services).mount(routes);
    new EventsApi(services, access).mount(routes);
    new SessionApi(access).mount(routes);
    engine.mount(routes, updates);
    system.mount(routes);
    routes.refuseOtherMethods();
    page.mount(router);
    if (!base.path().isEmpty()) {
      // The page's own links are relative, so its address has to end with a slash.
      router
          .get(base.path())
          .handler(context ->
              context
                  .response()
                  .setStatusCode(308)
                  .putHeader(HttpHeaders.LOCATION, base.path() + "/")
                  .end());
    }
    router
        .route()
        .handler(_ -> {
          throw new RefusedException(Problem.noSuch("path"));
        });
    return router;
  }

  private static void secure(HttpServerResponse response) {
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  /** Every failure of a request ends here and becomes a problem. */
  private static void fail(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (hungUp(context)) {
      LOG.log(Level.DEBUG, "the client has gone", context.failure());
    } else if (response.headWritten()) {
      // The client reads a body that cannot be finished; cutting it is the only honest end.
      response.reset();
    } else {
      answer(response, problem(context));
    }
  }

  /** Whether the client ended the connection in the middle, which is its good right. */
  private static boolean hungUp(RoutingContext context) {
    return switch (context.failure()) {
      case HttpClosedException _, ClosedChannelException _ -> true;
      case IOException _ -> context.response().closed();
      case null, default -> false;
    };
  }

  private static void answer(HttpServerResponse response, Problem problem) {
    if (problem.status() == 503 && !response.headers().contains(HttpHeaders.RETRY_AFTER)) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    var _ =
        response
            .setStatusCode(problem.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(problem.json().toBuffer());
  }

  private static Problem problem(RoutingContext context) {
    return switch (context.failure()) {
      case RefusedException refused -> refused.problem();
      case JobBookException full when full.noSpace() -> Problem.noSpace();
      case JobBookException broken -> {
        LOG.log(Level.ERROR, broken.getMessage(), broken);
        yield Problem.unavailable("The database cannot be used right now; the log says more.");
      }
      case IOException broken -> ofDisk(broken);
      case UncheckedIOException broken -> ofDisk(new IOException(broken));
      case null -> ofStatus(context.statusCode());
      case Throwable bug ->
          switch (context.statusCode()) {
            case 400, 404, 413 -> ofStatus(context.statusCode());
            default -> {
              LOG.log(Level.ERROR, "answering " + context.request().method(), bug);
              yield Problem.internal();
            }
          };
    };
  }

  private static Problem ofDisk(IOException broken) {
    if (NoRoomException.meantBy(broken)) {
      return Problem.noSpace();
    }
    LOG.log(Level.WARNING, "The media store cannot be used: {0}", broken.getMessage());
    return Problem.unavailable("The media store cannot be used right now; the log says more.");
  }

  /** For what the router itself turns down. */
  private static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.noSuch("path");
      case 405 -> Problem.methodNotAllowed();
      case 413 -> Problem.tooLarge();
      case 500 -> Problem.internal();
      default ->
          new Problem(
              status,
              "bad_request",
              HttpResponseStatus.valueOf(status).reasonPhrase(),
              "The request is malformed.",
              null);
    };
  }
}
