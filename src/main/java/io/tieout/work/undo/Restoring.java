package io.tieout.work.undo;

import io.tieout.fact.change.Source;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What giving a deal its former values back comes to, judged from the deal as it was just read.
/// Pure.
///
/// Only fields that an update changed are of interest: whatever else happens to the deal meanwhile
/// is no obstacle. Where somebody wrote one of them again, that value is theirs.
final class Restoring {
  private static final String AGAIN =
      "The books still say what was written: their next news tells the deal again.";

  private Restoring() {}

  /// Whether no field shows any more what was written.
  static boolean nothing(DealFinance shown, DealFinance former, DealFinance written) {
    return shown.with(former, written).equals(shown);
  }

  /// What the fields show that the update changed. Its version is always the same: only these
  /// fields count.
  static Source source(String crm, Deal deal, DealFinance former, DealFinance written) {
    Map<String, String> told = told(deal.finance());
    Map<String, String> seen = new LinkedHashMap<>();
    changed(former, written).forEach(field -> seen.put(field, told.getOrDefault(field, "")));
    return new Source(crm, "deal", deal.id(), deal.name(), "our fields", seen);
  }

  /// What whoever approves should know: which fields stay as somebody wrote them.
  static List<String> remarks(DealFinance shown, DealFinance former, DealFinance written) {
    Map<String, String> now = told(shown);
    Map<String, String> ours = told(written);
    Stream<String> theirs =
        changed(former, written).stream()
            .filter(field -> !now.getOrDefault(field, "").equals(ours.getOrDefault(field, "")))
            .map(field ->
                "Written again by somebody since: %s is %s and stays so."
                    .formatted(field, now.getOrDefault(field, "empty")));
    return Stream.concat(theirs, Stream.of(AGAIN)).toList();
  }

  private static List<String> changed(DealFinance former, DealFinance written) {
    Map<String, String> before = told(former);
    Map<String, String> after = told(written);
    Map<String, String> all = new LinkedHashMap<>(before);
    all.putAll(after);
    return all.keySet().stream()
        .filter(field -> !before.getOrDefault(field, "").equals(after.getOrDefault(field, "")))
        .toList();
  }

  /// The fields that hold something, by what people call them.
  private static Map<String, String> told(DealFinance finance) {
    Map<String, String> told = new LinkedHashMap<>();
    put(told, "sync key", finance.syncKey());
    put(told, "sync status", finance.syncStatus().map(SyncStatus::label));
    put(told, "invoice number", finance.invoiceNumber());
    put(told, "invoice link", finance.invoiceLink());
    put(told, "invoice amount", finance.invoiceAmount().map(Amounts::text));
    put(told, "payment status", finance.paymentStatus().map(PaymentStatus::label));
    put(told, "balance", finance.balance().map(Amounts::text));
    put(told, "last payment", finance.lastPaymentDate().map(LocalDate::toString));
    put(told, "audit reference", finance.auditReference());
    return told;
  }

  private static void put(Map<String, String> told, String field, Optional<String> value) {
    value.ifPresent(v -> told.put(field, v));
  }
}
