package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rules of journal entries: debits equal credits, and a line on receivables names its customer.
final class Journals {
  private final Books books;
  private final References references;

  Journals(Books books) {
    this.books = books;
    this.references = new References(books);
  }

  Json.Obj settled(Json.Obj wanted) {
    Docs.within(wanted, "DocNumber", 21);
    Docs.within(wanted, "PrivateNote", 4000);
    List<Json.Obj> lines = wanted.objects("Line");
    if (lines.size() < 2) {
      throw Refusal.missing("Line");
    }
    List<Json> ready = new ArrayList<>();
    BigDecimal debits = Docs.ZERO;
    BigDecimal credits = Docs.ZERO;
    for (Json.Obj line : lines) {
      Json.Obj checked = line(line).with("Id", String.valueOf(ready.size()));
      BigDecimal amount = Docs.amount(checked, "Amount");
      if (checked.obj("JournalEntryLineDetail").text("PostingType").equals("Debit")) {
        debits = debits.add(amount);
      } else {
        credits = credits.add(amount);
      }
      ready.add(checked);
    }
    if (debits.compareTo(credits) != 0) {
      throw Refusal.business(
          "Transactions must be in balance: debits %s, credits %s".formatted(debits, credits));
    }
    Json.Obj doc =
        wanted.has("TxnDate") ? wanted : wanted.with("TxnDate", books.today().toString());
    return doc.with("Line", Json.array(ready)).with("TotalAmt", Json.of(debits));
  }

  private Json.Obj line(Json.Obj line) {
    if (line.optDecimal("Amount").isEmpty()) {
      throw Refusal.missing("Amount");
    }
    Json.Obj detail =
        line.optObj("JournalEntryLineDetail")
            .orElseThrow(() -> Refusal.missing("JournalEntryLineDetail"));
    if (detail.optText("PostingType").isEmpty()) {
      throw Refusal.missing("PostingType");
    }
    Docs.oneOf(detail, "PostingType", Set.of("Debit", "Credit"));
    String account =
        Docs.ref(detail, "AccountRef").orElseThrow(() -> Refusal.missing("AccountRef"));
    String type = references.active(Kind.ACCOUNT, account).optText("AccountType").orElse("");
    Json.Obj named = references.named(detail, "AccountRef", Kind.ACCOUNT);
    Optional<Json.Obj> entity = detail.optObj("Entity");
    if (type.equals("Accounts Receivable") && entity.isEmpty()) {
      throw Refusal.business("When you use Accounts Receivable, you must choose a customer.");
    }
    if (type.equals("Accounts Payable") && entity.isEmpty()) {
      throw Refusal.business("When you use Accounts Payable, you must choose a vendor.");
    }
    return line.with("JournalEntryLineDetail", named).with("DetailType", "JournalEntryLineDetail");
  }
}
