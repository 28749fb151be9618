package io.tieout.vendor.xero;

import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerPage;
import io.tieout.fact.ledger.LedgerRecord;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// All records of a kind, page by page. `next` names the list and the place in it, such as
/// `Invoices@1763798400000~1`; payments are read from three lists, one after the other.
final class XeroPages {
  private final XeroWalk walk;

  XeroPages(XeroWalk walk) {
    this.walk = walk;
  }

  /// @param reader empty for a row that is no record of ours any more
  LedgerPage page(
      LedgerKind kind,
      Optional<String> after,
      BiFunction<Endpoint, Json.Obj, Optional<LedgerRecord>> reader) {
    List<Endpoint> lists = XeroChanges.endpoints(kind);
    String[] cursor = after.orElse(lists.getFirst().path() + "@-~1").split("@", -1);
    Endpoint list =
        lists.stream()
            .filter(e -> cursor.length == 2 && e.path().equals(cursor[0]))
            .findFirst()
            .orElseThrow(() ->
                new Fault.Broken(
                        "'%s' is no place to go on reading %s of Xero from; begin anew"
                            .formatted(String.join("@", cursor), kind))
                    .asException());
    XeroWalk.Step step = walk.step(XeroQuery.all(list), XeroWalk.Place.parse(cursor[1]));
    List<LedgerRecord> records =
        step.rows().stream()
            .filter(row -> XeroChanges.counts(list, row))
            .flatMap(row -> reader.apply(list, row).stream())
            .toList();
    Optional<String> next =
        step.next()
            .map(place -> list.path() + "@" + place.text())
            .or(() ->
                lists.stream()
                    .skip(lists.indexOf(list) + 1L)
                    .findFirst()
                    .map(e -> e.path() + "@-~1"));
    return new LedgerPage(records, next);
  }
}
