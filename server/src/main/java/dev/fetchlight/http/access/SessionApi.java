package dev.fetchlight.http.access;

import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Routes;
import io.vertx.core.json.JsonObject;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The operations that trade the access token for a session or a ticket, and a session back. */
public final class SessionApi {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final Access access;

  public SessionApi(Access access) {
    this.access = access;
  }

  public void mount(Routes routes) {
    routes.on("getSession", this::get);
    routes.on("openSession", this::open);
    routes.on("closeSession", this::close);
    routes.on("issueTicket", this::ticket);
  }

  private void get(Call call) {
    JsonObject session =
        new JsonObject()
            .put("tokenRequired", access.tokenRequired())
            .put("authenticated", access.look(call.request()).isPresent());
    call.json(200, session.toBuffer().getBytes());
  }

  private void open(Call call) {
    access.open(call.request(), call.body().getString("token"));
    call.empty(204);
  }

  private void close(Call call) {
    access.close(call.request());
    call.empty(204);
  }

  private void ticket(Call call) {
    Tickets.Ticket ticket = access.ticket(call.request());
    JsonObject json =
        new JsonObject()
            .put("ticket", ticket.value())
            .put("expiresAt", RFC_3339.format(ticket.expires()));
    call.json(200, json.toBuffer().getBytes());
  }
}
