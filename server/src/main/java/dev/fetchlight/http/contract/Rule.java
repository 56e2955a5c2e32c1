package dev.fetchlight.http.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A JSON Schema of the API document that a value must meet, and the words for where it does not.
 */
final class Rule {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setDraft(Draft.DRAFT202012)
          .setBaseUri("app://fetchlight/")
          .setOutputFormat(OutputFormat.Basic);

  private final JsonObject schema;
  private final Validator validator;

  private Rule(JsonObject schema) {
    this.schema = schema;
    this.validator = Validator.create(JsonSchema.of(schema), OPTIONS);
  }

  static Rule of(JsonObject schema) {
    return new Rule(schema);
  }

  /** Throws a {@link RefusedException} that names the field where {@code value} is not as asked. */
  void check(Object value, String name) {
    OutputUnit result = validator.validate(value);
    if (!result.getValid()) {
      throw new RefusedException(problem(value, name, result));
    }
  }

  private Problem problem(Object value, String name, OutputUnit result) {
    if (value instanceof JsonObject object && schema.containsKey("properties")) {
      JsonObject properties = schema.getJsonObject("properties");
      for (String field : object.fieldNames()) {
        if (!properties.containsKey(field)) {
          String known = String.join(", ", properties.fieldNames());
          return Problem.invalid(
              field, "There is no field \"" + shown(field) + "\"; known are: " + known + ".");
        }
      }
      for (Object field : schema.getJsonArray("required", new JsonArray())) {
        if (!object.containsKey(field.toString())) {
          return Problem.invalid(field.toString(), "The field \"" + field + "\" is missing.");
        }
      }
    }
    List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
    OutputUnit last = errors.isEmpty() ? result : errors.getLast();
    String location = last.getInstanceLocation() == null ? "" : last.getInstanceLocation();
    String inside = location.replaceFirst("^#?/?", "");
    String field = value instanceof JsonObject && !inside.isEmpty() ? inside : name;
    JsonObject rule = value instanceof JsonObject && !inside.isEmpty() ? property(inside) : schema;
    return Problem.invalid(field, wanted(rule, field));
  }

  private JsonObject property(String field) {
    return schema
        .getJsonObject("properties", new JsonObject())
        .getJsonObject(field, new JsonObject());
  }

  /** Says what the schema asks for. */
  private static String wanted(JsonObject rule, String field) {
    String start = "\"" + shown(field) + "\" must be ";
    JsonObject each = rule.getJsonObject("items", rule);
    JsonArray choices = each.getJsonArray("enum");
    if (choices != null) {
      return start
          + (rule.containsKey("enum") ? "one of " : "a list of ")
          + choices.stream().map(String::valueOf).collect(Collectors.joining(", "))
          + ".";
    }
    String what =
        switch (rule.getString("type", "")) {
          case "integer" -> "a whole number" + between(rule, "minimum", "maximum", "");
          case "object" -> "a JSON object";
          default -> "text" + between(rule, "minLength", "maxLength", " characters");
        };
    String description = rule.getString("description");
    return start + what + "." + (description == null ? "" : " " + description);
  }

  private static String between(JsonObject rule, String least, String most, String unit) {
    return rule.containsKey(most)
        ? " of " + rule.getValue(least, 0) + " to " + rule.getValue(most) + unit
        : "";
  }

  private static String shown(String field) {
    return field.length() > 40 ? field.substring(0, 40) + "…" : field;
  }
}
