package io.tieout.engine.quota;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is used of one account's limits at one moment, and the rules of what may still leave. Pure:
/// made from the table's row, put back into it.
///
/// @param windows by name, one for each of the plan's
/// @param leases by name of the call, the time after which its holder is taken for dead
record Account(
    QuotaPlan plan,
    Instant now,
    Map<String, Tally> windows,
    Map<String, Instant> leases,
    Optional<Pause> pause) {
  /// Of every limit so much is kept for work that somebody waits for.
  private static final int RESERVE_PERCENT = 30;

  /// Nobody tells when one of the calls under way ends.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /// The vendor wants to be left alone.
  record Pause(Instant until, String why) {}

  /// Whether a call may leave.
  sealed interface Ruling {
    /// It may, and this is what is used then.
    record Leaves(Account after) implements Ruling {}

    record Waits(String why, Instant until) implements Ruling {}
  }

  Account {
    windows = Map.copyOf(windows);
    leases = Map.copyOf(leases);
  }

  static Account read(QuotaPlan plan, Instant now, Stored stored) {
    Map<String, Tally> windows = new LinkedHashMap<>();
    for (Window window : plan.windows()) {
      windows.put(
          window.name(), Tally.read(window, stored.windows().optObj(window.name())).at(now));
    }
    Map<String, Instant> leases = new TreeMap<>();
    stored
        .leases()
        .fields()
        .forEach((lease, until) -> leases.put(lease, Instant.parse(until.asText(lease))));
    leases.values().removeIf(until -> !now.isBefore(until));
    return new Account(
        plan, now, windows, leases, stored.pause().filter(p -> now.isBefore(p.until())));
  }

  /// The columns of the table's row.
  record Stored(Json.Obj windows, Json.Obj leases, Optional<Pause> pause) {}

  /// The longest wait of all limits decides; without one the call's share is taken.
  ///
  /// @param lease names the call while it is under way
  Ruling admit(Call call, Urgency urgency, String lease, Instant leaseEnd) {
    if (pause.isPresent()) {
      return new Ruling.Waits(pause.get().why(), pause.get().until());
    }
    Optional<Ruling.Waits> waits = Optional.empty();
    if (plan.atOnce() > 0 && leases.size() >= share(plan.atOnce(), urgency)) {
      waits = later(waits, "as many calls as allowed are under way", now.plus(BETWEEN_LOOKS));
    }
    Map<String, Tally> counted = new LinkedHashMap<>(windows);
    for (Window window : plan.windows()) {
      if (window.counts().test(call)) {
        Tally tally = tally(window);
        Optional<Instant> room = tally.roomUnder(share(tally.limit(), urgency));
        if (room.isPresent()) {
          waits = later(waits, used(window, tally, urgency), room.get());
        }
        counted.put(window.name(), tally.plusOne(now));
      }
    }
    return waits
        .<Ruling>map(w -> w)
        .orElseGet(() ->
            new Ruling.Leaves(new Account(plan, now, counted, holding(lease, leaseEnd), pause)));
  }

  /// As the vendor says.
  Account told(Told told) {
    return plan.windows().stream()
        .filter(w -> w.name().equals(told.window()))
        .findFirst()
        .map(w -> {
          Map<String, Tally> changed = new LinkedHashMap<>(windows);
          changed.put(w.name(), tally(w).told(told, w.followsVendor(), now));
          return new Account(plan, now, changed, leases, pause);
        })
        .orElse(this);
  }

  /// Whether what the vendor says is worth noting beside this.
  boolean contradictedBy(Told told) {
    return plan.windows().stream()
        .filter(w -> w.name().equals(told.window()))
        .anyMatch(w -> tally(w).contradictedBy(told, w.followsVendor()));
  }

  Standing standing() {
    return new Standing(
        plan.account(),
        plan.name(),
        plan.windows().stream()
            .map(w -> {
              Tally tally = tally(w);
              return new Standing.Left(
                  w.name(), w.width(), tally.limit(), tally.used(), tally.roomUnder(tally.limit()));
            })
            .toList(),
        leases.size(),
        pause.map(Pause::until),
        pause.map(Pause::why).orElse(""),
        now);
  }

  Json.Obj windowsJson() {
    JsonObjBuilder json = Json.object();
    windows.forEach((name, tally) -> json.put(name, tally.json()));
    return json.build();
  }

  Json.Obj leasesJson() {
    JsonObjBuilder json = Json.object();
    leases.forEach((name, until) -> json.put(name, until.toString()));
    return json.build();
  }

  private Map<String, Instant> holding(String lease, Instant end) {
    if (plan.atOnce() == 0) {
      return leases;
    }
    Map<String, Instant> more = new TreeMap<>(leases);
    more.put(lease, end);
    return more;
  }

  private Tally tally(Window window) {
    return windows.getOrDefault(window.name(), Tally.empty(window));
  }

  private static long share(long limit, Urgency urgency) {
    return switch (urgency) {
      case INTERACTIVE -> limit;
      case BACKGROUND -> Math.max(1, limit * (100 - RESERVE_PERCENT) / 100);
    };
  }

  private static String used(Window window, Tally tally, Urgency urgency) {
    String whose =
        switch (urgency) {
          case INTERACTIVE -> "";
          case BACKGROUND -> " and the rest is kept for people";
        };
    return "%d of its %d calls (%s) are used%s"
        .formatted(tally.used(), tally.limit(), window.name(), whose);
  }

  private static Optional<Ruling.Waits> later(
      Optional<Ruling.Waits> one, String why, Instant until) {
    return Optional.of(
        one.filter(o -> o.until().isAfter(until)).orElseGet(() -> new Ruling.Waits(why, until)));
  }
}
