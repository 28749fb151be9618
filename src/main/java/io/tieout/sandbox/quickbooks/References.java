package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.util.Optional;

/// Follows references to other objects and writes the name beside the id, as the vendor does.
final class References {
  private final Books books;

  References(Books books) {
    this.books = books;
  }

  /// The document with the reference checked and named; unchanged when it has none.
  Json.Obj named(Json.Obj doc, String field, Kind kind) {
    Optional<String> id = Docs.ref(doc, field);
    if (id.isEmpty()) {
      return doc;
    }
    Json.Obj target = active(kind, id.get());
    return doc.with(field, Docs.refTo(id.get(), nameOf(kind, target)));
  }

  /// The object, which must be there (2500) and active (610).
  Json.Obj active(Kind kind, String id) {
    Json.Obj target =
        books.find(kind, id).orElseThrow(() -> Refusal.badReference(plural(kind), id));
    if (target.get("Active").isPresent() && !target.flag("Active")) {
      throw Refusal.notFound();
    }
    return target;
  }

  static String nameOf(Kind kind, Json.Obj doc) {
    return switch (kind.family()) {
      case NAME -> doc.text("DisplayName");
      case LIST, FIXED -> doc.optText("Name").orElse("");
      case SALES, RECEIPT, JOURNAL -> doc.optText("DocNumber").orElse("");
      case FILE -> doc.optText("FileName").orElse("");
    };
  }

  private static String plural(Kind kind) {
    return kind.apiName() + "s";
  }
}
