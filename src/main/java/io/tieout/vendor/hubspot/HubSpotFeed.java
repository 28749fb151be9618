package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.DealStamp;
import io.tieout.value.json.Json;
import io.tieout.vendor.hubspot.Associations.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/// What changed in a window of time, by search, whose index is a little late; what was deleted, by
/// the list of archived records; what was merged away, by the records that took it in.
final class HubSpotFeed {
  private static final String MERGED = "hs_merged_object_ids";

  private final HubSpotApi api;
  private final HubSpotSearch search;
  private final Associations associations;
  private final HubSpotDeals deals;

  HubSpotFeed(HubSpotApi api, HubSpotSearch search, Associations associations, HubSpotDeals deals) {
    this.api = api;
    this.search = search;
    this.associations = associations;
    this.deals = deals;
  }

  /// Deals whose record or lines changed, oldest first; deleted ones are not among them.
  List<DealStamp> deals(Instant from, Instant to) {
    List<DealStamp> stamps = new ArrayList<>();
    search
        .window(HubSpotType.DEAL, HubSpotDeals.STAMP, from, to)
        .forEach(row -> stamps.add(Shape.read("a changed deal", () -> deals.stamp(row))));
    stamps.addAll(byLines(from, to));
    return newest(stamps.stream(), DealStamp::dealId, DealStamp::changedAt);
  }

  /// Records of every kind, deleted and merged ones too.
  List<CrmChange> changes(Instant from, Instant to) {
    List<CrmChange> all = new ArrayList<>();
    byLines(from, to).stream()
        .map(s ->
            new CrmChange(
                CrmKind.DEAL, s.dealId(), false, Optional.empty(), s.changedAt(), s.version()))
        .forEach(all::add);
    for (CrmKind kind : CrmKind.values()) {
      List<Row> rows = search.window(HubSpotType.of(kind), List.of(MERGED), from, to);
      rows.forEach(row -> all.addAll(Shape.read("a changed record", () -> changesOf(kind, row))));
      all.addAll(archived(kind, from, to));
    }
    return newest(withoutMergedTwice(all), c -> c.kind() + c.id(), CrmChange::changedAt);
  }

  /// The stamp of a deal one of whose lines changed: whichever of both changed last. Lines of
  /// quotes and invoices are copies of their own and lead to no deal.
  private List<DealStamp> byLines(Instant from, Instant to) {
    Map<String, Row> lines = new LinkedHashMap<>();
    search
        .window(HubSpotType.LINE_ITEM, List.of(), from, to)
        .forEach(row -> lines.put(row.id(), row));
    if (lines.isEmpty()) {
      return List.of();
    }
    Map<String, Row> latest = new LinkedHashMap<>();
    Map<String, List<Link>> owners =
        associations.read(HubSpotType.LINE_ITEM, HubSpotType.DEAL, lines.keySet());
    owners.forEach((line, links) ->
        Optional.ofNullable(lines.get(line))
            .ifPresent(row ->
                links.forEach(deal ->
                    latest.merge(
                        deal.id(),
                        row,
                        BinaryOperator.maxBy(Comparator.comparing(Row::changedAt))))));
    return api.batch(HubSpotType.DEAL, List.copyOf(latest.keySet()), HubSpotDeals.STAMP).stream()
        .map(deal ->
            Shape.read(
                "deal " + deal.id(),
                () -> later(deals.stamp(deal), Optional.ofNullable(latest.get(deal.id())))))
        .toList();
  }

  private static DealStamp later(DealStamp deal, Optional<Row> line) {
    return line.filter(l -> l.changedAt().isAfter(deal.changedAt()))
        .map(l -> new DealStamp(deal.dealId(), deal.won(), l.changedAt(), l.version()))
        .orElse(deal);
  }

  /// The change of the record, and the end of each that was merged into it. Those are told with
  /// every later change of the record too: HubSpot does not say when they ended.
  private static List<CrmChange> changesOf(CrmKind kind, Row row) {
    List<CrmChange> changes = new ArrayList<>();
    Instant at = row.changedAt();
    String version = row.version();
    changes.add(new CrmChange(kind, row.id(), false, Optional.empty(), at, version));
    row.text(MERGED).stream()
        .flatMap(ids -> Stream.of(ids.split(";")))
        .map(String::strip)
        .filter(id -> !id.isEmpty() && !id.equals(row.id()))
        .forEach(
            id -> changes.add(new CrmChange(kind, id, true, Optional.of(row.id()), at, version)));
    return changes;
  }

  /// The list of archived records has no order of time, so it is read to its end. HubSpot keeps
  /// them for ninety days.
  private List<CrmChange> archived(CrmKind kind, Instant from, Instant to) {
    List<CrmChange> changes = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Json.Obj page = api.list(HubSpotType.of(kind), List.of("hs_object_id"), after, true);
      for (Json.Obj record : page.objects("results")) {
        Shape.read("an archived record", () -> ended(kind, record))
            .filter(c -> !c.changedAt().isBefore(from) && c.changedAt().isBefore(to))
            .ifPresent(changes::add);
      }
      after = HubSpotApi.next(page);
    } while (after.isPresent());
    return changes;
  }

  private static Optional<CrmChange> ended(CrmKind kind, Json.Obj record) {
    return record
        .optText("archivedAt")
        .map(at ->
            new CrmChange(kind, record.text("id"), true, Optional.empty(), Row.instant(at), at));
  }

  /// What was merged away may lie among the archived too; that it was merged says more.
  private static Stream<CrmChange> withoutMergedTwice(Collection<CrmChange> all) {
    Set<String> merged = new HashSet<>();
    all.stream()
        .filter(c -> c.mergedInto().isPresent())
        .forEach(c -> merged.add(c.kind() + c.id()));
    return all.stream()
        .filter(c -> c.mergedInto().isPresent() || !merged.contains(c.kind() + c.id()));
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
}
