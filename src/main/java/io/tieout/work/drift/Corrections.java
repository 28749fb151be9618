package io.tieout.work.drift;

import io.tieout.engine.db.Sql;
import java.time.Instant;
import java.util.List;

/// What people changed in the books of invoices that were made, for counting. Being paid otherwise
/// is no correction, and what was entered beside them belongs to no proposal.
public final class Corrections {
  private static final String SINCE =
      """
      select place, invoice_id, kind, at from drift_event
       where at > :since and shape <> ''
         and kind in ('EDITED', 'VOIDED', 'DELETED', 'CREDITED')
       order by at, place, invoice_id, kind
      """;

  private Corrections() {}

  /// One change.
  ///
  /// @param place the book's, `quickbooks/main`
  public record Correction(String place, String invoiceId, DriftKind kind, Instant at) {}

  /// Those seen later than that, oldest first.
  public static List<Correction> since(Sql sql, Instant since) {
    return sql.ask(SINCE)
        .set("since", since)
        .list(row ->
            new Correction(
                row.text("place"),
                row.text("invoice_id"),
                DriftKind.valueOf(row.text("kind")),
                row.instant("at")));
  }
}
