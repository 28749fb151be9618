package io.tieout.work.invoicing;

import io.tieout.fact.crm.DealLine;
import java.util.Optional;

/// The question which item of a book a CRM's product is.
///
/// @param ledger the ledger's name; holds neither `/` nor `:`
/// @param book the book's id; holds no `:`
/// @param product the product's id in the CRM, else its code, else its name
record ProductQuestion(String ledger, String book, String crm, String product) {
  private static final String KIND = "product";

  static ProductQuestion of(DealReadings in, DealLine line) {
    return new ProductQuestion(
        in.ledger().system(), in.ledger().book().id(), in.crm(), product(line));
  }

  static String product(DealLine line) {
    return line.productId()
        .or(() -> line.productCode().map(code -> "code " + code))
        .orElseGet(() -> "name " + line.name());
  }

  String key() {
    return KIND + ":" + ledger + "/" + book + ":" + crm + ":" + product;
  }

  /// The question behind a key; empty when the key is of another kind of question.
  static Optional<ProductQuestion> parse(String key) {
    String[] parts = key.split(":", 4);
    if (parts.length != 4 || !parts[0].equals(KIND) || !parts[1].contains("/")) {
      return Optional.empty();
    }
    int slash = parts[1].indexOf('/');
    return Optional.of(
        new ProductQuestion(
            parts[1].substring(0, slash), parts[1].substring(slash + 1), parts[2], parts[3]));
  }
}
