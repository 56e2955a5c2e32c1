package dev.fetchlight.http.contract;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API document.
 *
 * @param method upper case
 * @param path with {@code {parameters}} in braces
 * @param guarded whether it needs the token, where one is set
 * @param body what the JSON body must look like, or null where none is read
 */
record Operation(
    String id,
    String method,
    String path,
    boolean guarded,
    List<Parameter> parameters,
    @Nullable Rule body) {

  /** The path as the router writes it. */
  String route() {
    return routerPath(path);
  }

  static String routerPath(String path) {
    return path.replaceAll("\\{(\\w+)}", ":$1");
  }

  Optional<Parameter> query(String name) {
    return parameters.stream()
        .filter(each -> each.in().equals("query") && each.name().equals(name))
        .findFirst();
  }
}
