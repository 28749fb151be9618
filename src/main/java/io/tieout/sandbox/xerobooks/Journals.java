package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Manual journals: two lines or more that come to nothing, debits positive, credits negative.
final class Journals {
  private static final Map<String, Set<String>> NEXT =
      Map.of(
          "DRAFT", Set.of("DRAFT", "POSTED", "DELETED"),
          "POSTED", Set.of("POSTED", "VOIDED"));

  private final Books books;

  Journals(Books books) {
    this.books = books;
  }

  Saved save(Order order) {
    Json.Obj body = order.body();
    Optional<String> id = order.id().or(() -> Docs.text(body, "ManualJournalID"));
    Optional<Row> before = id.map(i -> books.need(Kind.MANUAL_JOURNAL, i));
    Json.Obj old = before.map(Row::doc).orElseGet(() -> Json.object().build());
    String from = old.optText("Status").orElse("DRAFT");
    String to = Docs.text(body, "Status").orElse(from);
    if (!NEXT.getOrDefault(from, Set.of()).contains(to)) {
      throw Refused.because("The journal is not of valid status for modification");
    }
    LocalDate date =
        Docs.date(body, "Date").or(() -> Docs.date(old, "Date")).orElseGet(books::today);
    if (!to.equals("DRAFT") && !to.equals("DELETED")) {
      books.lockDates().check(date, order.byApi());
    }
    String narration =
        Docs.text(body, "Narration")
            .or(() -> Docs.text(old, "Narration"))
            .orElseThrow(() -> Refused.because("Narration must be specified"));
    List<Json.Obj> lines = body.has("JournalLines") ? lines(body) : old.objects("JournalLines");
    Json.Obj doc =
        Docs.merged(old, Docs.only(body, List.of("Url", "ShowOnCashBasisReports")))
            .with("Narration", narration)
            .with("Date", date.toString())
            .with("Status", to)
            .with("LineAmountTypes", Docs.text(body, "LineAmountTypes").orElse("NoTax"))
            .with("JournalLines", Json.array(lines));
    balanced(lines);
    return Saved.of(
        before
            .map(b -> books.replace(b, doc))
            .orElseGet(() -> books.insert(Kind.MANUAL_JOURNAL, doc, order.byApi())));
  }

  /// The vendor keeps bank and control accounts for itself.
  private List<Json.Obj> lines(Json.Obj body) {
    List<String> problems = new ArrayList<>();
    List<Json.Obj> lines = new ArrayList<>();
    for (Json.Obj line : body.objects("JournalLines")) {
      String code = line.optText("AccountCode").orElse("");
      Optional<Row> account = books.by(Kind.ACCOUNT, Key.Of.CODE, code);
      if (account.filter(a -> !Chart.controlled(a)).isEmpty()) {
        problems.add("Account code '%s' is not a valid code for this document.".formatted(code));
      }
      lines.add(
          Json.object()
              .put("LineAmount", Docs.amount(line, "LineAmount"))
              .put("AccountCode", code)
              .putText("AccountID", account.map(Row::id))
              .putText("Description", Docs.text(line, "Description"))
              .put("TaxType", line.optText("TaxType").orElse("NONE"))
              .put("TaxAmount", Docs.ZERO)
              .put("Tracking", new Tracking(books).of(line.objects("Tracking"), problems))
              .build());
    }
    if (!problems.isEmpty()) {
      throw Refused.because(problems);
    }
    return lines;
  }

  private static void balanced(List<Json.Obj> lines) {
    if (lines.size() < 2) {
      throw Refused.because("At least two journal lines must be specified");
    }
    BigDecimal debits = side(lines, 1);
    BigDecimal credits = side(lines, -1);
    if (debits.add(credits).signum() != 0) {
      throw Refused.because(
          "The total debits (%s) must equal total credits (%s)"
              .formatted(debits.toPlainString(), credits.toPlainString()));
    }
  }

  private static BigDecimal side(List<Json.Obj> lines, int sign) {
    return lines.stream()
        .map(l -> Docs.amount(l, "LineAmount"))
        .filter(a -> a.signum() == sign)
        .reduce(Docs.ZERO, BigDecimal::add);
  }
}
