package dev.fetchlight.http.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A step of the build: writes the API document as JSON, since reading YAML would cost every start a
 * quarter of a second. Arguments: the document, the file to write.
 */
final class ContractCompiler {
  private ContractCompiler() {}

  public static void main(String[] arguments) throws IOException {
    String document = Files.readString(Path.of(arguments[0]));
    Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
    Path compiled = Path.of(arguments[1]);
    Files.createDirectories(compiled.toAbsolutePath().getParent());
    Files.writeString(compiled, String.valueOf(plain(yaml)));
  }

  /** YAML's keys may be numbers, as in {@code 200} without quotes; JSON's are text. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        map.forEach((key, each) -> texts.put(String.valueOf(key), plain(each)));
        yield new JsonObject(texts);
      }
      case List<?> list -> {
        JsonArray array = new JsonArray();
        list.forEach(each -> array.add(plain(each)));
        yield array;
      }
      case null, default -> value;
    };
  }
}
