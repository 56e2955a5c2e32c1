package dev.fetchlight.live;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The document of the sockets, with every reference replaced by what it names. */
final class AsyncApi {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setDraft(Draft.DRAFT202012)
          .setBaseUri("app://fetchlight/")
          .setOutputFormat(OutputFormat.Flag);

  private final JsonObject document;
  private final JsonObject openApi;

  AsyncApi(String asyncApiYaml, String openApiYaml) {
    document = read(asyncApiYaml);
    openApi = read(openApiYaml);
  }

  /**
   * One address and what goes over it.
   *
   * @param fromServer messages by their name
   * @param fromClient messages by their name
   * @param closeCodes as the document lists them
   */
  record Channel(
      String address,
      Map<String, Message> fromServer,
      Map<String, Message> fromClient,
      List<Integer> closeCodes,
      JsonObject limits) {
    /** The names of the client's messages that this text is one of. */
    List<String> clientMessages(String text) {
      return names(fromClient, text);
    }

    /** The names of the server's messages that this text is one of. */
    List<String> serverMessages(String text) {
      return names(fromServer, text);
    }

    private static List<String> names(Map<String, Message> messages, String text) {
      return messages.entrySet().stream()
          .filter(each -> each.getValue().is(text))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /** What a message looks like, and examples of it as they are sent. */
  record Message(Validator validator, List<String> examples) {
    boolean is(String text) {
      return validator.validate(payload(text)).getValid();
    }

    /** A message that is no JSON object is a bare word. */
    private static Object payload(String text) {
      try {
        return io.vertx.core.json.Json.decodeValue(text) instanceof JsonObject object
            ? object
            : text;
      } catch (DecodeException e) {
        return text;
      }
    }
  }

  Channel channel(String name) {
    JsonObject channel = document.getJsonObject("channels").getJsonObject(name);
    return new Channel(
        channel.getString("address"),
        messages(
            name,
            operation ->
                operation.getString("action").equals("send")
                    ? operation
                    : operation.getJsonObject("reply", new JsonObject())),
        messages(
            name,
            operation ->
                operation.getString("action").equals("receive") ? operation : new JsonObject()),
        channel.getJsonObject("x-close-codes").fieldNames().stream().map(Integer::valueOf).toList(),
        channel.getJsonObject("x-limits"));
  }

  private Map<String, Message> messages(
      String channel, java.util.function.UnaryOperator<JsonObject> side) {
    String ofChannel = "#/channels/" + channel + "/messages/";
    return document.getJsonObject("operations").stream()
        .map(each -> side.apply((JsonObject) each.getValue()))
        .flatMap(each -> each.getJsonArray("messages", new JsonArray()).stream())
        .map(each -> ((JsonObject) each).getString("$ref"))
        .filter(each -> each.startsWith(ofChannel))
        .collect(toMap(each -> each.substring(ofChannel.length()), this::message));
  }

  private Message message(String reference) {
    JsonObject message = (JsonObject) resolved(new JsonObject().put("$ref", reference), document);
    Validator validator =
        Validator.create(JsonSchema.of(message.getJsonObject("payload")), OPTIONS);
    Stream<Object> examples =
        message.getJsonArray("examples").stream()
            .map(each -> ((JsonObject) each).getValue("payload"));
    return new Message(validator, examples.map(Object::toString).toList());
  }

  private Object resolved(Object value, JsonObject within) {
    return switch (value) {
      case JsonObject object when object.containsKey("$ref") -> {
        String[] reference = object.getString("$ref").split("#/", -1);
        JsonObject named = reference[0].isEmpty() ? within : openApi;
        yield resolved(lookUp(named, reference[1]), named);
      }
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        object.forEach(each -> copy.put(each.getKey(), resolvedOrNull(each.getValue(), within)));
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        array.forEach(each -> copy.add(resolvedOrNull(each, within)));
        yield copy;
      }
      default -> value;
    };
  }

  private @Nullable Object resolvedOrNull(@Nullable Object value, JsonObject within) {
    return value == null ? null : resolved(value, within);
  }

  private static JsonObject lookUp(JsonObject within, String path) {
    JsonObject at = within;
    for (String step : path.split("/", -1)) {
      at = at.getJsonObject(step);
    }
    return at;
  }

  private static JsonObject read(String yaml) {
    Map<String, Object> map = new Yaml().load(yaml);
    return new JsonObject(new JsonObject(map).encode());
  }
}
