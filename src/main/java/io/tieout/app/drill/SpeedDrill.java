package io.tieout.app.drill;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// How many approved deals a minute are posted and told, with one replica, then with one more, and
/// so on.
public final class SpeedDrill {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int WARM_UP = 6;

  private final Site site;
  private final Options options;
  private final Desk desk;

  /// What to measure.
  ///
  /// @param deals for each number of replicas
  /// @param most replicas
  /// @param latency that every answer of a stand-in takes in addition
  public record Options(int deals, int most, Duration latency) {}

  /// One number of replicas.
  ///
  /// @param asked from the first deal won until a card asks for each
  /// @param told from the first click until each is posted and the deal tells its invoice
  /// @param cpu of the replicas in the latter
  public record Point(int replicas, int deals, Duration asked, Duration told, Duration cpu) {
    public long askedPerMinute() {
      return perMinute(asked);
    }

    public long toldPerMinute() {
      return perMinute(told);
    }

    private long perMinute(Duration time) {
      return deals * 60_000L / Math.max(1, time.toMillis());
    }
  }

  public SpeedDrill(Site site, Options options) {
    this.site = site;
    this.options = options;
    this.desk = new Desk(site.vendors(), new SplittableRandom(1), false);
  }

  /// Measures all points; gives what did not come out as it should.
  ///
  /// @param told of each point as soon as it is measured
  public List<String> run(Consumer<Point> told) {
    for (int replicas = 1; replicas <= options.most(); replicas++) {
      site.vendors().delay(Duration.ZERO);
      site.open(1);
      through(WARM_UP);
      site.vendors().delay(options.latency());
      told.accept(point(replicas));
    }
    site.vendors().delay(Duration.ZERO);
    return Verdict.of(site, desk).problems();
  }

  private Point point(int replicas) {
    long begun = System.nanoTime();
    desk.win(options.deals());
    until("every deal has its card", () -> desk.asking() == options.deals());
    Duration asked = Duration.ofNanos(System.nanoTime() - begun);
    Duration before = site.cpu();
    begun = System.nanoTime();
    until("every deal is posted and told", this::lookAndSee);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Point(replicas, options.deals(), asked, took, site.cpu().minus(before));
  }

  private void through(int deals) {
    desk.win(deals);
    until("the first deals are done", this::lookAndSee);
  }

  private boolean lookAndSee() {
    desk.look(true);
    return desk.allDone();
  }

  private static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain: " + what);
      }
      KillDrill.pause(LOOK);
    }
  }
}
