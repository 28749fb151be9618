package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.Side;
import io.tieout.sandbox.slack.SlackStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The faults that can be put between Tieout and each vendor.
final class FaultsPane implements Pane {
  private static final int MOST = 20;

  /// A vendor as this pane needs it.
  ///
  /// @param write tells the requests that change something
  /// @param twice double delivery of what the vendor sends
  private record Vendor(String name, Weather weather, Predicate<HttpCall> write, Switch twice) {}

  private final Map<String, Vendor> vendors = new LinkedHashMap<>();

  FaultsPane(SandboxPage.Sandbox sandbox) {
    vendors.put(
        "slack",
        new Vendor(
            "Slack",
            sandbox.slack().weather(),
            call -> call.path().startsWith("/api/chat."),
            new NextEventTwice(sandbox.slack())));
    put(sandbox.crm());
    sandbox.books().forEach(this::put);
  }

  private void put(Side side) {
    vendors.put(
        side.system(),
        new Vendor(side.title(), side.weather(), side::writes, new Lasting(side::deliverTwice)));
  }

  @Override
  public String mark() {
    return Integer.toHexString(armed().hashCode());
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    if (!what.equals("armed")) {
      throw Pane.unknown(what);
    }
    return armed();
  }

  private Json.Obj armed() {
    JsonObjBuilder out = Json.object();
    vendors.forEach((key, vendor) ->
        out.put(
            key,
            Json.object()
                .put("name", vendor.name())
                .put("waiting", vendor.weather().waiting().stream().map(this::waiting).toList())
                .put("twice", vendor.twice().on())));
    return out.build();
  }

  private Json.Obj waiting(Weather.Waiting one) {
    return Json.object().put("mishap", one.mishap().name()).put("left", one.left()).build();
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    String key = wish.text("vendor");
    Vendor vendor =
        Optional.ofNullable(vendors.get(key))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "vendor '%s': choose one of %s".formatted(key, List.copyOf(vendors.keySet()))));
    switch (what) {
      case "answer-lost" -> vendor.weather().arm(Mishap.ANSWER_LOST, 1, vendor.write());
      case "throttled" -> vendor.weather().arm(Mishap.THROTTLED, times(wish));
      case "down" -> vendor.weather().arm(Mishap.DOWN, times(wish));
      case "twice" -> vendor.twice().set(true);
      case "clear" -> {
        vendor.weather().clear();
        vendor.twice().set(false);
      }
      default -> throw Pane.unknown(what);
    }
    return Pane.done();
  }

  private static int times(Json.Obj wish) {
    int times = wish.integer("times");
    if (times < 1 || times > MOST) {
      throw new IllegalArgumentException(
          "times %d: must be between 1 and %d".formatted(times, MOST));
    }
    return times;
  }

  private interface Switch {
    void set(boolean on);

    boolean on();
  }

  /// Stays as it was set.
  private static final class Lasting implements Switch {
    private final Consumer<Boolean> set;
    private final AtomicBoolean on = new AtomicBoolean();

    Lasting(Consumer<Boolean> set) {
      this.set = set;
    }

    @Override
    public void set(boolean wanted) {
      set.accept(wanted);
      on.set(wanted);
    }

    @Override
    public boolean on() {
      return on.get();
    }
  }

  /// Is over once Slack has sent an event.
  private static final class NextEventTwice implements Switch {
    private static final int OFF = -1;

    private final SlackStandIn slack;
    private final AtomicInteger sentBefore = new AtomicInteger(OFF);

    NextEventTwice(SlackStandIn slack) {
      this.slack = slack;
    }

    @Override
    public void set(boolean wanted) {
      slack.twice(wanted ? 1 : 0);
      sentBefore.set(wanted ? slack.deliveries().size() : OFF);
    }

    @Override
    public boolean on() {
      return sentBefore.get() == slack.deliveries().size();
    }
  }
}
