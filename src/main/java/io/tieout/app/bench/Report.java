package io.tieout.app.bench;

import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// What was measured.
///
/// @param answered how many different webhooks were answered with 200, warm-up included
public record Report(
    Setting setting,
    IntakeBench.Options options,
    List<Point> points,
    int answered,
    Consistency consistency) {
  private static final int RATIO_DIGITS = 2;

  public Report {
    points = List.copyOf(points);
  }

  /// One number of clients.
  public record Point(int clients, Measured intake, Measured plain) {
    /// How many times the plain inserts' rate.
    public BigDecimal ratio() {
      return intake
          .perSecond()
          .divide(plain.perSecond().max(BigDecimal.ONE), RATIO_DIGITS, RoundingMode.HALF_UP);
    }
  }

  /// One load.
  ///
  /// @param stored what was new; `answers` counts repetitions too
  /// @param p50 milliseconds, as `p99`
  /// @param cpuMicros processor time for each row in this process: sender and house together
  /// @param serverMicros processor time for each row in the database's processes
  public record Measured(
      int stored,
      int answers,
      BigDecimal perSecond,
      BigDecimal p50,
      BigDecimal p99,
      long cpuMicros,
      long serverMicros) {}

  /// What the table says.
  ///
  /// @param stored webhooks' signals in the table
  /// @param lost answered but not in the table
  /// @param twice in the table more than once
  public record Consistency(int stored, long lost, int twice) {}

  /// Whether each webhook that was answered is in the table, exactly once.
  public boolean consistent() {
    return consistency.lost() == 0 && consistency.twice() == 0 && consistency.stored() == answered;
  }

  /// For machines; each point with its ratio.
  public Json.Obj json() {
    return Records.write(this)
        .asObj("report")
        .with("ratios", Json.array(points.stream().map(p -> Json.of(p.ratio())).toList()))
        .with("consistent", Json.of(consistent()));
  }
}
