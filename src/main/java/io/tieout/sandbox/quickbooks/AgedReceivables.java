package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The ageing report: open invoices by customer in buckets of thirty days after they fell due.
final class AgedReceivables {
  private static final List<String> BUCKETS =
      List.of("Current", "1 - 30", "31 - 60", "61 - 90", "91 and over");

  private final Books books;

  AgedReceivables(Books books) {
    this.books = books;
  }

  Json.Obj answer(Optional<String> reportDate) {
    LocalDate day = reportDate.map(LocalDate::parse).orElseGet(books::today);
    Map<String, List<BigDecimal>> rows = new TreeMap<>();
    for (Json.Obj invoice : books.all(Kind.INVOICE)) {
      BigDecimal balance = Docs.amount(invoice, "Balance");
      if (balance.signum() > 0) {
        String customer = invoice.obj("CustomerRef").text("name");
        List<BigDecimal> row =
            rows.computeIfAbsent(
                customer, _ -> new ArrayList<>(Collections.nCopies(BUCKETS.size(), Docs.ZERO)));
        int bucket = bucket(LocalDate.parse(invoice.text("DueDate")), day);
        row.set(bucket, row.get(bucket).add(balance));
      }
    }
    return Json.object()
        .put(
            "Header",
            Json.object()
                .put("Time", Stamp.precise(books.now()))
                .put("ReportName", "AgedReceivables")
                .put("EndPeriod", day.toString())
                .put("Currency", books.settings().home().getCode()))
        .put("Columns", Json.object().put("Column", columns()))
        .put(
            "Rows",
            Json.object().put("Row", rows.entrySet().stream().map(AgedReceivables::row).toList()))
        .build();
  }

  private static int bucket(LocalDate due, LocalDate day) {
    long late = ChronoUnit.DAYS.between(due, day);
    return late <= 0 ? 0 : (int) Math.min(1 + (late - 1) / 30, BUCKETS.size() - 1L);
  }

  private static List<Json.Obj> columns() {
    return Stream.concat(
            Stream.of(column("", "Customer")),
            Stream.concat(
                BUCKETS.stream().map(b -> column(b, "Money")), Stream.of(column("Total", "Money"))))
        .toList();
  }

  private static Json.Obj column(String title, String type) {
    return Json.object().put("ColTitle", title).put("ColType", type).build();
  }

  private static Json.Obj row(Map.Entry<String, List<BigDecimal>> row) {
    BigDecimal total = Docs.sum(row.getValue());
    List<Json.Obj> cells =
        Stream.concat(
                Stream.of(row.getKey()),
                Stream.concat(row.getValue().stream(), Stream.of(total))
                    .map(BigDecimal::toPlainString))
            .map(v -> Json.object().put("value", v).build())
            .toList();
    return Json.object().put("ColData", cells).put("type", "Data").build();
  }
}
