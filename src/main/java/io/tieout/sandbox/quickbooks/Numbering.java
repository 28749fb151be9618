package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;

/// Document numbers of sales forms. Invoices and credit memos share one series.
final class Numbering {
  private static final int FIRST = 1001;
  private static final int MAX = 21;

  private final Books books;

  Numbering(Books books) {
    this.books = books;
  }

  Json.Obj numbered(Order order, Json.Obj wanted, Optional<Json.Obj> before) {
    Docs.within(wanted, "DocNumber", MAX);
    Optional<String> given = wanted.optText("DocNumber").filter(n -> !n.isBlank());
    boolean asked =
        wanted.flag("AutoDocNumber") || given.map(n -> n.equals("AUTO_GENERATE")).orElse(false);
    boolean automatic =
        given.isEmpty() && before.isEmpty() && !books.settings().switches().customNumbers();
    Json.Obj doc = wanted.without("AutoDocNumber");
    if (asked || automatic) {
      return doc.with("DocNumber", next(order.kind()));
    }
    if (given.isEmpty()) {
      return doc.without("DocNumber");
    }
    boolean same =
        before.flatMap(b -> b.optText("DocNumber")).map(n -> n.equals(given.get())).orElse(false);
    if (!same
        && order.byApi()
        && books.settings().switches().warnsOfDuplicateNumbers()
        && !order.includes("allowduplicatedocnum")) {
      refuseDuplicate(order.kind(), given.get());
    }
    return doc;
  }

  private void refuseDuplicate(Kind kind, String number) {
    for (Kind other : sharing(kind)) {
      for (Json.Obj doc : books.all(other)) {
        if (doc.optText("DocNumber").orElse("").equals(number)) {
          throw Refusal.duplicateNumber(number, other.apiName(), doc.text("Id"));
        }
      }
    }
  }

  private String next(Kind kind) {
    int highest =
        sharing(kind).stream()
            .flatMap(k -> books.all(k).stream())
            .flatMap(d -> d.optText("DocNumber").stream())
            .filter(n -> n.matches("\\d{1,9}"))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(FIRST - 1);
    return String.valueOf(highest + 1);
  }

  private static List<Kind> sharing(Kind kind) {
    return kind == Kind.ESTIMATE ? List.of(Kind.ESTIMATE) : List.of(Kind.INVOICE, Kind.CREDIT_MEMO);
  }
}
