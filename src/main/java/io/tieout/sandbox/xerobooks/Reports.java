package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Three of the vendor's reports, in its shape of rows and cells.
public final class Reports {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final Books books;

  public Reports(Books books) {
    this.books = books;
  }

  /// What one contact owes on a date. The vendor gives it for one contact at a time only.
  public Json.Obj agedReceivables(String contactId, LocalDate date) {
    Row contact = books.need(Kind.CONTACT, contactId);
    List<Json.Obj> rows = new ArrayList<>();
    BigDecimal total = Docs.ZERO;
    BigDecimal paid = Docs.ZERO;
    BigDecimal due = Docs.ZERO;
    for (Row invoice : open(contactId, date)) {
      Json.Obj doc = invoice.doc();
      BigDecimal credited = Docs.amount(doc, "AmountPaid").add(Docs.amount(doc, "AmountCredited"));
      total = total.add(Docs.amount(doc, "Total"));
      paid = paid.add(credited);
      due = due.add(Docs.amount(doc, "AmountDue"));
      rows.add(
          row(
              "Row",
              Stream.of(
                  doc.text("Date") + "T00:00:00",
                  invoice.text("InvoiceNumber"),
                  doc.optText("DueDate").orElse(""),
                  "",
                  plain(Docs.amount(doc, "Total")),
                  plain(credited),
                  "0.00",
                  plain(Docs.amount(doc, "AmountDue"))),
              Optional.of(invoice.id())));
    }
    rows.add(
        row(
            "SummaryRow",
            Stream.of("Total", "", "", "", plain(total), plain(paid), "0.00", plain(due)),
            Optional.empty()));
    Json.Obj header =
        row(
            "Header",
            Stream.of("Date", "Reference", "Due Date", "", "Total", "Paid", "Credited", "Due"),
            Optional.empty());
    return report(
        "AgedReceivablesByContact",
        List.of("Invoices", contact.text("Name"), "To " + DAY.format(date)),
        List.of(header, section("", rows)));
  }

  /// By today's open amounts: payments after the date are not taken back.
  private List<Row> open(String contactId, LocalDate date) {
    return books.all(Kind.INVOICE).stream()
        .filter(r -> r.text("Type").equals("ACCREC") && r.text("Status").equals("AUTHORISED"))
        .filter(r -> r.doc().obj("Contact").text("ContactID").equals(contactId))
        .filter(r -> !LocalDate.parse(r.text("Date")).isAfter(date))
        .toList();
  }

  public Json.Obj trialBalance(LocalDate date) {
    Map<String, BigDecimal> balances = Postings.balances(books, d -> !d.isAfter(date));
    List<Json.Obj> sections = new ArrayList<>();
    sections.add(row("Header", Stream.of("Account", "Debit", "Credit"), Optional.empty()));
    BigDecimal debits = Docs.ZERO;
    BigDecimal credits = Docs.ZERO;
    for (String type : List.of("REVENUE", "EXPENSE", "ASSET", "LIABILITY", "EQUITY")) {
      List<Json.Obj> rows = new ArrayList<>();
      for (Row account : accounts(type)) {
        BigDecimal balance = balances.getOrDefault(account.text("Code"), Docs.ZERO);
        if (balance.signum() == 0) {
          continue;
        }
        boolean debit = balance.signum() > 0;
        debits = debit ? debits.add(balance) : debits;
        credits = debit ? credits : credits.subtract(balance);
        rows.add(
            row(
                "Row",
                Stream.of(
                    "%s (%s)".formatted(account.text("Name"), account.text("Code")),
                    debit ? plain(balance) : "",
                    debit ? "" : plain(balance.negate())),
                Optional.of(account.id())));
      }
      if (!rows.isEmpty()) {
        sections.add(section(type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT), rows));
      }
    }
    Json.Obj sum =
        row("SummaryRow", Stream.of("Total", plain(debits), plain(credits)), Optional.empty());
    sections.add(section("", List.of(sum)));
    return report("TrialBalance", List.of("Trial Balance", "As at " + DAY.format(date)), sections);
  }

  public Json.Obj profitAndLoss(LocalDate from, LocalDate to) {
    Map<String, BigDecimal> balances =
        Postings.balances(books, d -> !d.isBefore(from) && !d.isAfter(to));
    List<Json.Obj> sections = new ArrayList<>();
    sections.add(row("Header", Stream.of("", DAY.format(to)), Optional.empty()));
    BigDecimal income = side(sections, "Income", "REVENUE", balances);
    BigDecimal expenses = side(sections, "Less Operating Expenses", "EXPENSE", balances);
    Json.Obj net =
        row("Row", Stream.of("Net Profit", plain(income.subtract(expenses))), Optional.empty());
    sections.add(section("", List.of(net)));
    return report(
        "ProfitAndLoss",
        List.of("Profit & Loss", DAY.format(from) + " to " + DAY.format(to)),
        sections);
  }

  /// One section with its accounts and their sum; income shows as a positive number.
  private BigDecimal side(
      List<Json.Obj> sections, String title, String type, Map<String, BigDecimal> balances) {
    List<Json.Obj> rows = new ArrayList<>();
    BigDecimal sum = Docs.ZERO;
    for (Row account : accounts(type)) {
      BigDecimal balance = balances.getOrDefault(account.text("Code"), Docs.ZERO);
      BigDecimal shown = type.equals("REVENUE") ? balance.negate() : balance;
      if (shown.signum() != 0) {
        sum = sum.add(shown);
        rows.add(
            row("Row", Stream.of(account.text("Name"), plain(shown)), Optional.of(account.id())));
      }
    }
    rows.add(row("SummaryRow", Stream.of("Total " + title, plain(sum)), Optional.empty()));
    sections.add(section(title, rows));
    return sum;
  }

  private List<Row> accounts(String type) {
    return books.all(Kind.ACCOUNT).stream().filter(a -> a.text("Class").equals(type)).toList();
  }

  private static String plain(BigDecimal amount) {
    return Docs.cents(amount).toPlainString();
  }

  private static Json.Obj section(String title, List<Json.Obj> rows) {
    return Json.object().put("RowType", "Section").put("Title", title).put("Rows", rows).build();
  }

  /// A row of cells; those of a thing carry its id.
  private static Json.Obj row(String type, Stream<String> cells, Optional<String> id) {
    List<Json.Obj> shown =
        cells
            .map(c -> {
              Json.Obj cell = Json.object().put("Value", c).build();
              return id.map(i ->
                      cell.with(
                          "Attributes",
                          Json.array(
                              List.of(Json.object().put("Value", i).put("Id", "account").build()))))
                  .orElse(cell);
            })
            .toList();
    return Json.object().put("RowType", type).put("Cells", shown).build();
  }

  private Json.Obj report(String name, List<String> titles, List<Json.Obj> rows) {
    List<String> all = new ArrayList<>(titles);
    all.add(1, books.profile().name());
    return Json.object()
        .put("ReportID", name)
        .put("ReportName", titles.getFirst())
        .put("ReportType", name)
        .put("ReportTitles", Json.texts(all))
        .put("ReportDate", DAY.format(books.today()))
        .put("Rows", rows)
        .build();
  }
}
