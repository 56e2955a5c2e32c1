package dev.fetchlight.http.engine;

import dev.fetchlight.http.access.Throttle;
import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.contract.Routes;
import dev.fetchlight.update.EngineState;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The operations that tell of yt-dlp, and have a newer one asked for. */
public final class EngineApi {
  private final Supplier<EngineState> engine;
  private final BooleanSupplier update;

  /**
   * @param engine how it stands, which may take a moment
   * @param update has a newer one asked for; false where that is off
   */
  public EngineApi(Supplier<EngineState> engine, BooleanSupplier update) {
    this.engine = engine;
    this.update = update;
  }

  public void mount(Routes routes, Throttle throttle) {
    routes.on("getEngine", call -> answer(call, 200));
    routes.on(
        "updateEngine",
        call -> {
          throttle.pass(call);
          if (!update.getAsBoolean()) {
            throw new RefusedException(
                Problem.conflict(
                    "updates_off",
                    "Updates of yt-dlp are off; FETCHLIGHT_YT_DLP_UPDATE turns them on."));
          }
          answer(call, 202);
        });
  }

  private void answer(Call call, int status) {
    call.blocking(engine::get, state -> call.json(status, EngineJson.of(state)));
  }
}
