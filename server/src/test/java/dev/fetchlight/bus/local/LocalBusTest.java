package dev.fetchlight.bus.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.bus.BusContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalBusTest extends BusContract {
  @Override
  protected Bus open() {
    return new LocalBus();
  }

  @Test
  void asksForNoMessageThatNobodyHears() {
    bus.subscribe("a", _ -> {}).close();

    bus.publish(
        "a",
        () -> {
          throw new AssertionError("asked");
        });
    assertThat(((LocalBus) bus).topics()).isZero();
  }

  @Test
  void asksOnceForAll() {
    List<String> asked = new ArrayList<>();
    bus.subscribe("a", _ -> {});
    bus.subscribe("a", _ -> {});

    bus.publish(
        "a",
        () -> {
          asked.add("once");
          return new byte[0];
        });
    assertThat(asked).hasSize(1);
  }

  @Test
  void aListenerMayLeaveWhileItHears() {
    List<String> heard = new ArrayList<>();
    List<Bus.Subscription> own = new ArrayList<>();
    own.add(
        bus.subscribe(
            "a",
            _ -> {
              heard.add("first");
              own.getFirst().close();
            }));
    bus.subscribe("a", _ -> heard.add("second"));

    publish("a", "x");
    publish("a", "y");

    assertThat(heard).containsExactly("first", "second", "second");
  }
}
