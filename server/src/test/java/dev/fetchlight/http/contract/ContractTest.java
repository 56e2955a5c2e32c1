package dev.fetchlight.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ContractTest {
  private final Contract contract = new Contract();

  @Test
  void theDocumentIsOpenApi() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      JsonObject document = document();
      OpenAPIVersion version = OpenAPIVersion.fromContract(document);
      OutputUnit judgement =
          version
              .getRepository(vertx, "app://")
              .compose(repository -> version.validateContract(vertx, repository, document))
              .toCompletionStage()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      assertThatCode(judgement::checkValidity).doesNotThrowAnyException();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void onlyWhatMustBeIsOpenToAll() {
    assertThat(contract.ids().stream().filter(id -> !contract.operation(id).guarded()))
        .containsExactlyInAnyOrder(
            "getSession", "openSession", "closeSession", "getHealth", "getOpenapi", "getAsyncapi");
  }

  @Test
  void everyPathKnowsItsMethods() {
    assertThat(contract.methodsByPath().get("/api/download/{jobId}"))
        .containsExactly("DELETE", "GET");
    assertThat(contract.methodsByPath().get("/api/files/{jobId}/{fileName}"))
        .containsExactly("GET", "HEAD");
  }

  private static JsonObject document() {
    Map<String, Object> yaml = new Yaml().load(Contract.resource(Contract.OPENAPI).toString());
    return new JsonObject(new JsonObject(yaml).encode());
  }
}
