package io.tieout.engine.anchor;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What was sent where, and what is still to be sent.
public final class Deliveries {
  /// A process that claims a delivery has so long before another one tries.
  private static final Duration CLAIM = Duration.ofMinutes(15);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 4;

  private static final String PLAN =
      """
      insert into anchor_delivery (anchor, destination, since, not_before)
      values (:anchor, :destination, :now, :now) on conflict do nothing
      """;
  private static final String DUE =
      """
      select d.anchor, d.destination, d.attempts, a.signed
        from anchor_delivery d join audit_anchor a on a.number = d.anchor
       where d.delivered_at is null and d.not_before <= :now and d.destination = any(:names)
       order by d.anchor, d.destination
      """;
  private static final String CLAIMED =
      """
      update anchor_delivery set attempts = attempts + 1, not_before = :until
       where anchor = :anchor and destination = :destination
         and delivered_at is null and not_before <= :now
      """;
  private static final String DONE =
      """
      update anchor_delivery set delivered_at = :now, receipt = :receipt, message = ''
       where anchor = :anchor and destination = :destination and delivered_at is null
      """;
  private static final String FAILED =
      """
      update anchor_delivery set not_before = :until, message = :message
       where anchor = :anchor and destination = :destination and delivered_at is null
      """;
  private static final String WAITING =
      """
      select distinct on (destination) destination, anchor, since, message
        from anchor_delivery where delivered_at is null and destination = any(:names)
       order by destination, anchor
      """;
  private static final String RECEIPTS =
      """
      select anchor, receipt from anchor_delivery
       where delivered_at is not null and destination = :destination order by anchor
      """;

  private Deliveries() {}

  /// An anchor that is to be sent now.
  record Due(long anchor, String destination, long attempts, String signed) {
    Instant again(Instant now) {
      return now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS)));
    }
  }

  /// What has not reached a destination yet, by its oldest anchor.
  ///
  /// @param since when it was first to be sent
  /// @param message why the last attempt failed; empty before the first
  public record Waiting(String destination, long anchor, Instant since, String message) {}

  /// What a destination gave in return for an anchor.
  public record Receipt(long anchor, byte[] content) {
    public Receipt {
      content = content.clone();
    }

    @Override
    public byte[] content() {
      return content.clone();
    }
  }

  /// All receipts of a destination, in the order of the anchors.
  public static List<Receipt> receipts(Sql sql, String destination) {
    return sql.ask(RECEIPTS)
        .set("destination", destination)
        .list(row -> new Receipt(row.number("anchor"), row.bytes("receipt")));
  }

  /// One row a destination that still waits.
  public static List<Waiting> waiting(Sql sql, List<String> destinations) {
    return sql.ask(WAITING).texts("names", destinations).list(Deliveries::waiting);
  }

  static void plan(Sql sql, long anchor, List<String> destinations, Instant now) {
    for (String destination : destinations) {
      sql.run(PLAN).set("anchor", anchor).set("destination", destination).set("now", now).rows();
    }
  }

  static List<Due> due(Sql sql, List<String> destinations, Instant now) {
    return sql.ask(DUE)
        .set("now", now)
        .texts("names", destinations)
        .list(row ->
            new Due(
                row.number("anchor"),
                row.text("destination"),
                row.number("attempts"),
                row.text("signed")));
  }

  /// False when another process has it.
  static boolean claim(Sql sql, Due due, Instant now) {
    return sql.run(CLAIMED)
            .set("until", now.plus(CLAIM))
            .set("now", now)
            .set("anchor", due.anchor())
            .set("destination", due.destination())
            .rows()
        == 1;
  }

  static void delivered(Sql sql, Due due, byte[] receipt, Instant now) {
    sql.run(DONE)
        .set("now", now)
        .set("receipt", receipt)
        .set("anchor", due.anchor())
        .set("destination", due.destination())
        .rows();
  }

  static void failed(Sql sql, Due due, String message, Instant now) {
    sql.run(FAILED)
        .set("until", due.again(now))
        .set("message", message)
        .set("anchor", due.anchor())
        .set("destination", due.destination())
        .rows();
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        row.text("destination"), row.number("anchor"), row.instant("since"), row.text("message"));
  }
}
