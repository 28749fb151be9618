package io.tieout.engine.mirror;

import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A copy of one record of a connected system.
///
/// @param system a CRM by its name (`salesforce`), a book by its place (`quickbooks/main`)
/// @param kind `deal`, `account`, `contact`, `product`, or `customer`, `item`, `invoice`,
///   `credit_note`, `payment`
/// @param name what people call it
/// @param parentId the record it belongs to: a deal's or contact's account, a document's customer
/// @param body the record as its fact type writes itself
/// @param asOf when it was read from its system
/// @param deleted whether the system has deleted it
public record MirrorRecord(
    String system,
    String kind,
    String id,
    String name,
    Optional<String> parentId,
    Json.Obj body,
    String version,
    Instant asOf,
    boolean deleted) {
  /// Fields of a body that people ask for whole.
  private static final List<String> NUMBERS =
      List.of("number", "accountNumber", "reference", "code", "sku", "email");

  /// The id and the numbers in the body, in lower case: what is searched for whole.
  List<String> numbers() {
    Stream<String> own = NUMBERS.stream().flatMap(f -> body.optText(f).stream());
    Stream<String> invoice =
        body.optObj("finance").flatMap(f -> f.optText("invoiceNumber")).stream();
    return Stream.of(Stream.of(id), own, invoice)
        .flatMap(s -> s)
        .map(n -> n.strip().toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }
}
