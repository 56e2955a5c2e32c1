package dev.fetchlight.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What answers must look like, by the API document itself. */
public final class Shapes {
  private static final Contract CONTRACT = new Contract();

  private Shapes() {}

  /** Throws where a value is not as a schema of the document asks. */
  public static void check(String schema, Object value, String name) {
    CONTRACT.schema(schema).check(value, name);
  }

  public static void assertProblem(
      HttpResponse<String> response, int status, String code, @Nullable String field) {
    JsonObject problem = new JsonObject(response.body());
    check("Problem", problem, "problem");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("field")).isEqualTo(field);
    assertThat(problem.getString("detail")).endsWith(".");
  }
}
