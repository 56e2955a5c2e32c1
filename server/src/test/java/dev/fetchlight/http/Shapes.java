package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What answers must look like, by the API document itself. */
final class Shapes {
  private Shapes() {}

  static Rule download() {
    return of("Download");
  }

  static Rule of(String schema) {
    return new Contract().schema(schema);
  }

  static void assertProblem(
      HttpResponse<String> response, int status, String code, @Nullable String field) {
    JsonObject problem = new JsonObject(response.body());
    new Contract().schema("Problem").check(problem, "problem");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("field")).isEqualTo(field);
    assertThat(problem.getString("detail")).endsWith(".");
  }
}
