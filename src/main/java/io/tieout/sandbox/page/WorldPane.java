package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/// The sandbox's time, and what the house says about itself. Days are those of UTC.
final class WorldPane implements Pane {
  private static final LocalTime END_OF_WORK = LocalTime.of(17, 0);

  private final SandboxClock clock;
  private final HouseView house;

  WorldPane(SandboxClock clock, HouseView house) {
    this.clock = clock;
    this.house = house;
  }

  @Override
  public String mark() {
    return "%s %s %s".formatted(clock.ahead(), house.ready(), house.status().hashCode());
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    if (!what.equals("now")) {
      throw Pane.unknown(what);
    }
    return Json.object()
        .put("now", clock.instant().toString())
        .put("aheadSeconds", clock.ahead().toSeconds())
        .put("ready", house.ready())
        .put("status", house.status())
        .build();
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    clock.advance(
        switch (what) {
          case "hour" -> Duration.ofHours(1);
          case "day" -> Duration.ofDays(1);
          case "month-end" -> untilMonthEnd(clock.instant());
          default -> throw Pane.unknown(what);
        });
    return Pane.done();
  }

  /// Until 17:00 on the last day of the month; of the next month once that is past.
  static Duration untilMonthEnd(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Instant end = monthEnd(today);
    return Duration.between(now, end.isAfter(now) ? end : monthEnd(today.plusDays(1)));
  }

  private static Instant monthEnd(LocalDate day) {
    return day.with(TemporalAdjusters.lastDayOfMonth())
        .atTime(END_OF_WORK)
        .toInstant(ZoneOffset.UTC);
  }
}
