package io.tieout.work.invoicing;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.fact.crm.Deal;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Looks among the copies for other deals that may be the same sale entered twice: won, of the same
/// account, over the same amount, closed within two weeks. A company may well buy the same again,
/// so it is told on the card and a person decides.
final class Lookalikes {
  private static final int NEAR_DAYS = 14;
  private static final int MOST_NAMED = 3;

  private final Database database;
  private final Mirror mirror;
  private final Links links;

  Lookalikes(Database database, Mirror mirror, Links links) {
    this.database = database;
    this.mirror = mirror;
    this.links = links;
  }

  /// What there is, as a sentence; empty when the deal is the only one of its kind.
  Optional<String> of(String crm, Deal deal) {
    List<String> others =
        database.inTransaction(sql ->
            mirror.childrenOf(sql, crm, "deal", deal.accountId()).stream()
                .filter(r -> !r.id().equals(deal.id()) && alike(deal, r.body()))
                .map(r -> told(sql, crm, r))
                .toList());
    if (others.isEmpty()) {
      return Optional.empty();
    }
    String more =
        others.size() > MOST_NAMED ? " and %d more".formatted(others.size() - MOST_NAMED) : "";
    return Optional.of(
        "Perhaps one sale entered twice: the same account has the same %s in %s%s."
            .formatted(
                deal.amount().map(Amounts::text).orElse("nothing"),
                String.join(", ", others.stream().limit(MOST_NAMED).toList()),
                more));
  }

  /// Compared as they are stored, since a copy may be of an older form than deals have now.
  private static boolean alike(Deal deal, Json.Obj other) {
    Json.Obj own = Records.write(deal);
    Optional<LocalDate> closed = other.optText("closeDate").map(LocalDate::parse);
    return deal.amount().isPresent()
        && Json.of(true).equals(other.get("won").orElse(Json.of(false)))
        && own.get("amount").map(Json::canonical).equals(other.get("amount").map(Json::canonical))
        && closed.filter(day -> near(day, deal.closeDate())).isPresent();
  }

  private static boolean near(LocalDate one, LocalDate other) {
    return Math.abs(ChronoUnit.DAYS.between(one, other)) <= NEAR_DAYS;
  }

  private String told(Sql sql, String crm, MirrorRecord other) {
    Optional<Link> invoice = links.fromCrm(sql, crm, "deal", other.id(), "invoice");
    return "deal “%s” (%s), closed %s%s"
        .formatted(
            other.name(),
            other.id(),
            other.body().optText("closeDate").orElse(""),
            invoice.isPresent() ? ", which has its invoice" : "");
  }
}
