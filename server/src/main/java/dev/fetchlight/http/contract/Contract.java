package dev.fetchlight.http.contract;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The API document, read once: which operations there are, and what their requests must look like.
 * There is no second copy of these rules in the code.
 */
public final class Contract {
  public static final String OPENAPI = "/api/openapi.yaml";

  /** The same as JSON, made by {@link ContractCompiler} when the program is built. */
  static final String COMPILED = "/api/openapi.json";

  public static final String ASYNCAPI = "/api/asyncapi.yaml";

  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete");

  private final JsonObject document;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /** Reads the document from the program; takes a while, so do it beside other things. */
  public Contract() {
    document = resource(COMPILED).toJsonObject();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          Operation operation = operation(path, method, item);
          operations.put(operation.id(), operation);
        }
      }
    }
  }

  /** The operation with this id; a bug where there is none. */
  Operation operation(String id) {
    Operation operation = operations.get(id);
    if (operation == null) {
      throw new IllegalArgumentException("openapi.yaml has no operation " + id);
    }
    return operation;
  }

  /** What a named schema of the document asks for. */
  Rule schema(String name) {
    return Rule.of(resolved(lookUp("#/components/schemas/" + name)));
  }

  /** The ids of all operations. */
  Set<String> ids() {
    return operations.keySet();
  }

  /** Every path with the methods it knows, upper case, in order. */
  Map<String, Set<String>> methodsByPath() {
    return operations.values().stream()
        .collect(
            Collectors.groupingBy(
                Operation::path,
                LinkedHashMap::new,
                Collectors.mapping(Operation::method, Collectors.toCollection(TreeSet::new))));
  }

  public static Buffer resource(String name) {
    try (InputStream in = Contract.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + name);
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private Operation operation(String path, String method, JsonObject item) {
    JsonObject object = item.getJsonObject(method);
    JsonArray parameters = new JsonArray();
    parameters.addAll(item.getJsonArray("parameters", new JsonArray()));
    parameters.addAll(object.getJsonArray("parameters", new JsonArray()));
    List<Parameter> all =
        resolved(parameters).stream().map(JsonObject.class::cast).map(Parameter::of).toList();
    JsonObject body = object.getJsonObject("requestBody");
    boolean open = object.containsKey("security") && object.getJsonArray("security").isEmpty();
    return new Operation(
        object.getString("operationId"),
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        !open,
        all,
        body == null
            ? null
            : Rule.of(
                resolved(body)
                    .getJsonObject("content")
                    .getJsonObject("application/json")
                    .getJsonObject("schema")));
  }

  /** The same with every local reference replaced by what it names; the document has no cycles. */
  private JsonObject resolved(JsonObject object) {
    String reference = object.getString("$ref");
    if (reference != null) {
      return resolved(lookUp(reference));
    }
    JsonObject copy = new JsonObject();
    object.forEach(entry -> copy.put(entry.getKey(), resolvedValue(entry.getValue())));
    return copy;
  }

  private JsonArray resolved(JsonArray array) {
    JsonArray copy = new JsonArray();
    array.forEach(value -> copy.add(resolvedValue(value)));
    return copy;
  }

  private @Nullable Object resolvedValue(@Nullable Object value) {
    return switch (value) {
      case JsonObject object -> resolved(object);
      case JsonArray array -> resolved(array);
      case null, default -> value;
    };
  }

  private JsonObject lookUp(String reference) {
    JsonObject at = document;
    for (String step : reference.substring("#/".length()).split("/", -1)) {
      at = at.getJsonObject(step);
    }
    return at;
  }
}
