package io.tieout.vendor.salesforce;

import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.DealStamp;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/// What changed in a window of SystemModstamp, which moves with every change of any kind.
final class SalesforceFeed {
  private static final String LINE = "OpportunityLineItem";
  private static final String STAMP = "SystemModstamp";

  private final SalesforceApi api;

  SalesforceFeed(SalesforceApi api) {
    this.api = api;
  }

  static String object(CrmKind kind) {
    return switch (kind) {
      case DEAL -> DealFields.OBJECT;
      case ACCOUNT -> "Account";
      case CONTACT -> "Contact";
      case PRODUCT -> "Product2";
    };
  }

  /// Deals whose record or lines changed, oldest first; deleted ones are not among them.
  List<DealStamp> deals(Instant from, Instant to) {
    api.usage().allowPolling();
    Stream<DealStamp> changed =
        api
            .query(window(List.of("Id", "IsClosed", "IsWon", STAMP), DealFields.OBJECT, from, to))
            .stream()
            .map(row -> Shape.read("a changed opportunity", () -> SalesforceRows.dealStamp(row)));
    List<String> ofLines =
        List.of(
            "OpportunityId",
            "Opportunity.IsClosed",
            "Opportunity.IsWon",
            "Opportunity." + STAMP,
            STAMP);
    Stream<DealStamp> byLines =
        api.query(window(ofLines, LINE, from, to)).stream()
            .map(row -> Shape.read("a changed line", () -> SalesforceRows.lineStamp(row)));
    return newest(Stream.concat(changed, byLines), DealStamp::dealId, DealStamp::changedAt);
  }

  /// Records of every kind, deleted and merged ones too.
  List<CrmChange> changes(Instant from, Instant to) {
    Stream<CrmChange> living =
        deals(from, to).stream()
            .map(s ->
                new CrmChange(
                    CrmKind.DEAL, s.dealId(), false, Optional.empty(), s.changedAt(), s.version()));
    List<CrmChange> all = new ArrayList<>(living.toList());
    for (CrmKind kind : CrmKind.values()) {
      all.addAll(of(kind, from, to));
    }
    return newest(all.stream(), c -> c.kind() + c.id(), CrmChange::changedAt);
  }

  private List<CrmChange> of(CrmKind kind, Instant from, Instant to) {
    List<String> selected = new ArrayList<>(List.of("Id", "IsDeleted", STAMP));
    if (kind == CrmKind.ACCOUNT || kind == CrmKind.CONTACT) {
      selected.add("MasterRecordId");
    }
    return api.queryAll(window(selected, object(kind), from, to)).stream()
        .map(row -> Shape.read("a changed " + object(kind), () -> change(kind, row)))
        .toList();
  }

  private static CrmChange change(CrmKind kind, Json.Obj row) {
    String stamp = row.text(STAMP);
    return new CrmChange(
        kind,
        row.text("Id"),
        row.flag("IsDeleted"),
        row.optText("MasterRecordId"),
        SalesforceTime.parse(stamp),
        stamp);
  }

  private static <T> List<T> newest(
      Stream<T> all, Function<T, String> id, Function<T, Instant> changedAt) {
    Map<String, T> newest = new HashMap<>();
    all.forEach(one ->
        newest.merge(id.apply(one), one, BinaryOperator.maxBy(Comparator.comparing(changedAt))));
    return newest.values().stream()
        .sorted(Comparator.comparing(changedAt).thenComparing(id))
        .toList();
  }

  private static Soql window(Collection<String> selected, String object, Instant from, Instant to) {
    return Soql.select(selected, object).from(STAMP, from).before(STAMP, to).ascending(STAMP, "Id");
  }
}
