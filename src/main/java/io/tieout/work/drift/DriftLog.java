package io.tieout.work.drift;

import io.tieout.engine.db.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of watched invoices: the looks and the events.
final class DriftLog {
  private static final String LOCK =
      "select true as locked from (select pg_advisory_xact_lock(7010046, hashtext(:invoice))) l";
  private static final String LOOK =
      "select as_of, paid from drift_look where place = :place and invoice_id = :invoice";
  private static final String LOOKED =
      """
      insert into drift_look (place, invoice_id, as_of, paid)
      values (:place, :invoice, :asOf, :paid)
      on conflict (place, invoice_id) do update
         set as_of = excluded.as_of, paid = greatest(drift_look.paid, excluded.paid)
      """;
  private static final String LATEST =
      """
      select seq, shape, told from drift_event
       where place = :place and invoice_id = :invoice and kind = :kind
       order by seq desc limit 1
      """;
  private static final String APPEND =
      """
      insert into drift_event (place, invoice_id, kind, seq, shape, told, at)
      values (:place, :invoice, :kind, :seq, :shape, :told, :at)
      """;
  private static final String NAMING =
      """
      select invoice_id from (
        select distinct on (invoice_id) invoice_id, shape from drift_event
         where place = :place and kind = 'PAID_DIFFERENTLY'
         order by invoice_id, seq desc) latest
       where position(:payment in shape) > 0
       order by invoice_id
      """;

  private DriftLog() {}

  /// An invoice of a book.
  record Of(String place, String invoiceId) {}

  /// The last look.
  record Look(Instant asOf, BigDecimal paid) {}

  /// How an invoice was last known to differ.
  ///
  /// @param shape empty where it agreed
  /// @param told whether people know
  record Event(long seq, String shape, boolean told) {
    private static final Event NONE = new Event(0, "", false);
  }

  /// Two who look at one invoice wait for each other.
  static void lock(Sql sql, Of of) {
    sql.ask(LOCK).set("invoice", of.place() + "/" + of.invoiceId()).one(row -> row.flag("locked"));
  }

  static Optional<Look> look(Sql sql, Of of) {
    return sql.ask(LOOK)
        .set("place", of.place())
        .set("invoice", of.invoiceId())
        .first(row -> new Look(row.instant("as_of"), row.decimal("paid")));
  }

  static void looked(Sql sql, Of of, Look look) {
    sql.run(LOOKED)
        .set("place", of.place())
        .set("invoice", of.invoiceId())
        .set("asOf", look.asOf())
        .set("paid", look.paid())
        .once();
  }

  static Event latest(Sql sql, Of of, DriftKind kind) {
    return sql.ask(LATEST)
        .set("place", of.place())
        .set("invoice", of.invoiceId())
        .set("kind", kind.name())
        .first(row -> new Event(row.number("seq"), row.text("shape"), row.flag("told")))
        .orElse(Event.NONE);
  }

  static void append(Sql sql, Of of, DriftKind kind, Event event, Instant at) {
    sql.run(APPEND)
        .set("place", of.place())
        .set("invoice", of.invoiceId())
        .set("kind", kind.name())
        .set("seq", event.seq())
        .set("shape", event.shape())
        .set("told", event.told())
        .set("at", at)
        .once();
  }

  /// The invoices whose odd payments a payment is among.
  static List<String> naming(Sql sql, String place, String paymentId) {
    return sql.ask(NAMING)
        .set("place", place)
        .set("payment", " " + paymentId + " ")
        .list(row -> row.text("invoice_id"));
  }
}
