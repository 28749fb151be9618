package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerPage;
import io.tieout.fact.ledger.LedgerRecord;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// All records of a kind, page by page. `next` is the position the next page begins at: pages are
/// ordered by id, so that what is made meanwhile comes at the end. What is deleted meanwhile moves
/// the rest up by one; the change feed tells of what is thereby missed.
final class QuickBooksPages {
  private final QuickBooksApi api;
  private final QuickBooksSettings settings;

  QuickBooksPages(QuickBooksApi api, QuickBooksSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  static String entity(LedgerKind kind) {
    return switch (kind) {
      case CUSTOMER -> "Customer";
      case ITEM -> "Item";
      case INVOICE -> "Invoice";
      case CREDIT_NOTE -> "CreditMemo";
      case PAYMENT -> "Payment";
    };
  }

  /// Every record of the kind. List entries may be inactive, transactions never are.
  static QuickBooksQuery all(LedgerKind kind) {
    return switch (kind) {
      case CUSTOMER, ITEM -> QuickBooksQuery.withInactive(entity(kind));
      case INVOICE, CREDIT_NOTE, PAYMENT -> QuickBooksQuery.all(entity(kind));
    };
  }

  LedgerPage page(
      LedgerKind kind, Optional<String> after, Function<Json.Obj, LedgerRecord> reader) {
    int start = after.map(QuickBooksPages::position).orElse(1);
    List<Json.Obj> rows = api.page(all(kind), start);
    Optional<String> next =
        rows.size() < settings.pageSize()
            ? Optional.empty()
            : Optional.of(String.valueOf(start + rows.size()));
    return new LedgerPage(rows.stream().map(reader).toList(), next);
  }

  private static int position(String text) {
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new Fault.Broken(
              "'%s' is no place to go on reading QuickBooks from; begin anew".formatted(text))
          .asException();
    }
    return Integer.parseInt(text);
  }
}
