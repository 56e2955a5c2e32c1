package dev.fetchlight.http.contract;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Binds the operations of the API document to the router, each behind the document's own checks.
 */
public final class Routes {
  private static final long MOST_BODY = 64 * 1_024;

  private final Router router;
  private final Contract contract;
  private final Consumer<HttpServerRequest> admission;

  public Routes(Router router, Contract contract, Consumer<HttpServerRequest> admission) {
    this.router = router;
    this.contract = contract;
    this.admission = admission;
  }

  /** Serves an operation. */
  public void on(String operationId, Consumer<Call> endpoint) {
    Operation operation = contract.operation(operationId);
    // One route, since each that a request passes compares its path anew.
    Route route = router.route(HttpMethod.valueOf(operation.method()), operation.route());
    if (operation.guarded()) {
      route.handler(this::guard);
    }
    if (operation.body() != null) {
      BodyHandler reader = BodyHandler.create(false).setBodyLimit(MOST_BODY);
      // Vert.x would refuse the reader itself behind a guard that it does not know as one.
      route.handler(context -> reader.handle(context));
    }
    route.handler(context -> endpoint.accept(checked(operation, context)));
  }

  /** Answers 405 where the document knows a path but not the method. */
  public void refuseOtherMethods() {
    contract
        .methodsByPath()
        .forEach((path, methods) ->
            router
                .route(Operation.routerPath(path))
                .handler(context -> {
                  context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
                  throw new RefusedException(Problem.methodNotAllowed());
                }));
  }

  private void guard(RoutingContext context) {
    admission.accept(context.request());
    context.next();
  }

  private static Call checked(Operation operation, RoutingContext context) {
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, String> sent : context.queryParams()) {
      String name = sent.getKey();
      Parameter parameter =
          operation
              .query(name)
              .orElseThrow(() -> refused(name, "There is no parameter \"" + name + "\" here."));
      if (values.put(name, parameter.read(sent.getValue())) != null) {
        throw refused(name, "The parameter \"" + name + "\" may come once only.");
      }
    }
    for (Parameter parameter : operation.parameters()) {
      String sent =
          switch (parameter.in()) {
            case "path" -> context.pathParam(parameter.name());
            case "header" -> context.request().getHeader(parameter.name());
            default -> null;
          };
      if (sent != null) {
        values.put(parameter.name(), parameter.read(sent));
      }
    }
    Rule rule = operation.body();
    return new Call(context, values, rule == null ? new JsonObject() : body(rule, context));
  }

  private static JsonObject body(Rule rule, RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !mediaType(type).equals("application/json")) {
      throw new RefusedException(Problem.notJson());
    }
    if (!(decoded(context.body().buffer()) instanceof JsonObject object)) {
      throw refused("body", "The body must be a JSON object.");
    }
    rule.check(object, "body");
    return object;
  }

  private static @Nullable Object decoded(@Nullable Buffer body) {
    if (body == null || body.length() == 0) {
      throw refused("body", "The body is missing.");
    }
    try {
      Object value = Json.decodeValue(body);
      new Once().check(body);
      return value;
    } catch (DecodeException e) {
      throw refused("body", "The body is not JSON.");
    }
  }

  private static String mediaType(String contentType) {
    return List.of(contentType.split(";", 2)).getFirst().strip().toLowerCase(Locale.ROOT);
  }

  private static RefusedException refused(String field, String detail) {
    return new RefusedException(Problem.invalid(field, detail));
  }
}
