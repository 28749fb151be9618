package io.tieout.work.governing;

import io.tieout.engine.db.Database;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Version;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import java.util.List;

/// A new version rests on the one it was made from: when another is in force, it is proposed anew.
public final class GoverningFreshness implements Freshness {
  private final Database database;
  private final Freshness next;

  /// What it needs.
  ///
  /// @param next asked about every other kind of change
  public GoverningFreshness(Database database, Freshness next) {
    this.database = database;
    this.next = next;
  }

  @Override
  public Finding check(Proposal proposal) {
    if (!(proposal.change() instanceof Change.Govern govern)) {
      return next.check(proposal);
    }
    long newest =
        database.inTransaction(sql ->
            Governing.newest(sql, GoverningDesk.kind(govern)).map(Version::number).orElse(0L));
    return newest == govern.base()
        ? new Finding.Unchanged()
        : new Finding.Moved(
            List.of(
                new Source.Difference(
                    govern.kind(),
                    govern.kind(),
                    "version in force",
                    Long.toString(govern.base()),
                    Long.toString(newest))));
  }
}
