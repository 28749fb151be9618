package io.tieout.sandbox.xero;

import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// The values filters and orders find on an object, without drawing the whole of it.
record Fields(Books books) {
  Operand value(Row row, String path) {
    if (path.equals("UpdatedDateUTC")) {
      return new Operand.Time(LocalDateTime.ofInstant(row.updated(), ZoneOffset.UTC));
    }
    if (path.equals("Invoice.InvoiceID") && row.kind() == Kind.PAYMENT) {
      return new Operand.Text(row.text("TargetID"));
    }
    if (path.startsWith("Invoice.Contact.") && row.kind() == Kind.PAYMENT) {
      // Payments name their invoice by its id; filters reach through it to the contact.
      return books
          .find(Kind.INVOICE, row.text("TargetID"))
          .map(invoice -> value(invoice, path.substring("Invoice.".length())))
          .orElseGet(Operand.None::new);
    }
    Optional<Json> found = Optional.of(row.doc());
    String[] parts = path.split("\\.", -1);
    for (String part : parts) {
      found = found.flatMap(f -> f instanceof Json.Obj obj ? obj.get(part) : Optional.empty());
    }
    if (found.isEmpty() && parts.length == 2) {
      found = behind(row, parts[0], parts[1]);
    }
    return found.map(Fields::operand).orElseGet(Operand.None::new);
  }

  /// A field of the contact or the invoice an object only names by its id.
  private Optional<Json> behind(Row row, String part, String field) {
    Optional<Row> other =
        switch (part) {
          case "Contact" ->
              row.doc()
                  .optObj("Contact")
                  .flatMap(c -> books.find(Kind.CONTACT, c.text("ContactID")));
          case "Invoice" -> books.find(Kind.INVOICE, row.text("TargetID"));
          default -> Optional.empty();
        };
    return other.flatMap(o -> o.doc().get(field));
  }

  private static Operand operand(Json json) {
    return switch (json) {
      case Json.Text(String value) -> new Operand.Text(value);
      case Json.Num(var value) -> new Operand.Num(value);
      case Json.Bool(boolean value) -> new Operand.Truth(value);
      case Json.Obj _, Json.Arr _, Json.Nothing() -> new Operand.None();
    };
  }
}
