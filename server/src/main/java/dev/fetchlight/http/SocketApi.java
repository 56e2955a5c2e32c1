package dev.fetchlight.http;

import dev.fetchlight.http.access.Access;
import dev.fetchlight.http.contract.Handshake;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.JobId;
import dev.fetchlight.live.Entrance;
import dev.fetchlight.live.connection.Takeover;
import dev.fetchlight.live.connection.Visitor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.regex.Pattern;

/**
 * Opens the sockets of asyncapi.yaml for those who may watch; what they say is {@link Entrance}'s.
 * Stands before the router, which would wrap the socket and hide what it is made of.
 */
final class SocketApi {
  private static final String ALL = "/ws";
  private static final String DOWNLOAD = "/ws/download/";

  /** The first offer, with no parameter but those that Vert.x takes. */
  private static final Pattern DEFLATE =
      Pattern.compile(
          "\\s*+permessage-deflate(\\s*+;\\s*+(client_max_window_bits(=\\d++)?|client_no_context_takeover"
              + "|server_no_context_takeover))*+\\s*+(,|$)");

  private final Entrance entrance;
  private final Access access;
  private final Prefix base;

  /**
   * @param base the path below which everything may lie
   */
  SocketApi(Entrance entrance, Access access, Prefix base) {
    this.entrance = entrance;
    this.access = access;
    this.base = base;
  }

  /** Whether a request is for a socket. */
  boolean serves(HttpServerRequest request) {
    String path = base.within(request.path());
    return (path.equals(ALL) || path.startsWith(DOWNLOAD)) && request.method().name().equals("GET");
  }

  /** Opens the socket, or throws a {@link RefusedException} before the upgrade. */
  void open(HttpServerRequest request) {
    access.checkSource(request);
    Handshake.check(request);
    Visitor visitor = new Visitor(access.admitSocket(request), access.linkPrefix(request));
    String path = base.within(request.path());
    if (visitor.linkPrefix().isEmpty()) {
      agreeToCompression(request);
    } else {
      // What is compressed for all cannot have links of its own.
      Takeover.offerNoCompression(request);
    }
    var _ =
        request
            .toWebSocket()
            .onSuccess(socket -> {
              if (path.equals(ALL)) {
                entrance.attend(socket, visitor);
              } else {
                watch(socket, path.substring(DOWNLOAD.length()), visitor);
              }
            });
  }

  /**
   * Vert.x agrees to permessage-deflate by itself; this adds to its answer that the client must
   * keep no context, since connections keep none here.
   */
  private static void agreeToCompression(HttpServerRequest request) {
    String offers = request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    if (offers != null && DEFLATE.matcher(offers).lookingAt()) {
      request
          .response()
          .putHeader(
              HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS,
              "permessage-deflate; client_no_context_takeover");
    }
  }

  private void watch(ServerWebSocket socket, String id, Visitor visitor) {
    JobId.parse(id)
        .ifPresentOrElse(
            known -> entrance.watch(socket, known, visitor), () -> Entrance.refuse(socket));
  }
}
