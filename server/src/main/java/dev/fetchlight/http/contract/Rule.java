package dev.fetchlight.http.contract;

import dev.fetchlight.job.spec.Link;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema of the API document that a value must meet, and the words for where it does not.
 */
final class Rule {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setDraft(Draft.DRAFT202012)
          .setBaseUri("app://fetchlight/")
          .setOutputFormat(OutputFormat.Basic);

  /** The document's word for text that is a link as {@link Link} has it. */
  private static final String LINK = "link";

  private final JsonObject schema;
  private final Validator validator;

  /** The rules of an object's fields, by name. */
  private final Map<String, Rule> fields = new LinkedHashMap<>();

  /** The rule of a list's entries, where it is not named with the list's own. */
  private final @Nullable Rule entry;

  private Rule(JsonObject schema) {
    this.schema = schema;
    this.validator = Validator.create(JsonSchema.of(schema), OPTIONS);
    schema
        .getJsonObject("properties", new JsonObject())
        .forEach(each -> fields.put(each.getKey(), new Rule((JsonObject) each.getValue())));
    JsonObject items = schema.getJsonObject("items");
    this.entry = items == null || items.containsKey("enum") ? null : entry(items, schema);
  }

  /** What a list says of its entries holds for each. */
  private static Rule entry(JsonObject items, JsonObject list) {
    JsonObject rule = items.copy();
    if (!rule.containsKey("description") && list.containsKey("description")) {
      rule.put("description", list.getString("description"));
    }
    return new Rule(rule);
  }

  static Rule of(JsonObject schema) {
    return new Rule(schema);
  }

  /**
   * Throws a {@link RefusedException} that names the field where {@code value} is not as asked: of
   * several the first as one reads, and one that is missing only where nothing there is wrong.
   */
  void check(@Nullable Object value, String name) {
    if (value instanceof JsonObject object && !fields.isEmpty()) {
      for (Map.Entry<String, Object> sent : object) {
        checkField(sent.getKey(), object.getValue(sent.getKey()), name);
      }
      for (Object field : schema.getJsonArray("required", new JsonArray())) {
        if (!object.containsKey(field.toString())) {
          throw new RefusedException(
              Problem.invalid(
                  inside(name, field.toString()), "The field \"" + field + "\" is missing."));
        }
      }
    }
    if (value instanceof JsonArray list && entry != null) {
      for (int at = 0; at < list.size(); at++) {
        entry.check(list.getValue(at), name + "/" + at);
      }
    }
    OutputUnit result = validator.validate(value);
    Problem problem = result.getValid() ? null : problem(value, name, result);
    if (LINK.equals(schema.getString("format"))
        && value instanceof String text
        && !text.isBlank()
        && Link.parse(text) instanceof Link.Invalid(String sentence)) {
      String known = schema.getString("description", "");
      problem = Problem.invalid(name, problem == null ? sentence : sentence + " " + known);
    }
    if (problem != null) {
      throw new RefusedException(problem);
    }
  }

  private void checkField(String field, @Nullable Object value, String name) {
    Rule rule = fields.get(field);
    if (rule != null) {
      rule.check(value, inside(name, field));
    } else if (Boolean.FALSE.equals(schema.getValue("additionalProperties"))) {
      String known = String.join(", ", fields.keySet());
      throw new RefusedException(
          Problem.invalid(
              inside(name, field),
              "There is no field \"" + shown(field) + "\"; known are: " + known + "."));
    }
  }

  /** A field by the way to it; those of the body itself go by their name alone. */
  private static String inside(String name, String field) {
    return name.equals("body") ? field : name + "/" + field;
  }

  private Problem problem(@Nullable Object value, String name, OutputUnit result) {
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
          case "number" -> "a number" + between(rule, "minimum", "maximum", "");
          case "boolean" -> "true or false";
          case "array" -> "a list" + between(rule, "minItems", "maxItems", " entries");
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

  static String shown(String field) {
    return field.length() > 40 ? field.substring(0, 40) + "…" : field;
  }
}
