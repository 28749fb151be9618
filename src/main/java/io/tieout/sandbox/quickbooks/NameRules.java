package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules of customers, vendors and employees. Their display names are unique across all three.
final class NameRules {
  private static final String DELETED = " (deleted)";
  private static final List<Kind> NAMES = List.of(Kind.CUSTOMER, Kind.VENDOR, Kind.EMPLOYEE);
  private static final int NAME_MAX = 500;

  private final Books books;
  private final References references;

  NameRules(Books books) {
    this.books = books;
    this.references = new References(books);
  }

  Json.Obj checked(Kind kind, Json.Obj wanted, Optional<Json.Obj> before) {
    Json.Obj doc = wanted.has("Active") ? wanted : wanted.with("Active", Json.of(true));
    String display = displayName(doc);
    Docs.within(doc, "DisplayName", NAME_MAX);
    Docs.within(doc, "CompanyName", NAME_MAX);
    Docs.within(doc, "Notes", 2000);
    if (display.contains(":")) {
      throw Refusal.business("DisplayName must not contain a colon: " + display);
    }
    Docs.email(doc, "PrimaryEmailAddr");
    String named = suffixed(display, doc.flag("Active"));
    unique(kind, named, before);
    doc = doc.with("DisplayName", named);
    doc = currency(kind, doc, before);
    if (kind == Kind.CUSTOMER) {
      doc = references.named(doc, "ParentRef", Kind.CUSTOMER);
      doc = references.named(doc, "SalesTermRef", Kind.TERM);
      doc = doc.has("Taxable") ? doc : doc.with("Taxable", Json.of(true));
      doc = doc.has("Job") ? doc : doc.with("Job", Json.of(false));
    }
    String parent =
        doc.optObj("ParentRef").flatMap(p -> p.optText("name")).map(n -> n + ":").orElse("");
    doc = doc.has("PrintOnCheckName") ? doc : doc.with("PrintOnCheckName", display);
    return doc.with("FullyQualifiedName", parent + named);
  }

  private static String displayName(Json.Obj doc) {
    Optional<String> given = doc.optText("DisplayName").map(String::strip);
    String parts =
        Stream.of("Title", "GivenName", "MiddleName", "FamilyName", "Suffix")
            .flatMap(n -> doc.optText(n).stream())
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .collect(Collectors.joining(" "));
    String name = given.filter(n -> !n.isEmpty()).orElse(parts);
    if (name.isEmpty()) {
      throw Refusal.validation(
          "6080",
          "Name is required",
          "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName or Suffix is"
              + " required.");
    }
    return name;
  }

  /// An inactive name carries a suffix, and still keeps others from taking the name.
  private static String suffixed(String display, boolean active) {
    String bare = bare(display);
    return active ? bare : bare + DELETED;
  }

  private static String bare(String display) {
    return display.endsWith(DELETED)
        ? display.substring(0, display.length() - DELETED.length())
        : display;
  }

  private void unique(Kind kind, String display, Optional<Json.Obj> before) {
    String wanted = bare(display);
    for (Kind other : NAMES) {
      for (Json.Obj doc : books.all(other)) {
        boolean itself =
            other == kind && before.map(b -> b.text("Id").equals(doc.text("Id"))).orElse(false);
        if (!itself && bare(doc.text("DisplayName")).equalsIgnoreCase(wanted)) {
          throw Refusal.duplicateName();
        }
      }
    }
  }

  /// A name's currency is chosen at its creation and never changes; where multicurrency is off
  /// there is none to choose.
  private Json.Obj currency(Kind kind, Json.Obj doc, Optional<Json.Obj> before) {
    Optional<String> wanted = Docs.ref(doc, "CurrencyRef");
    if (!books.settings().switches().multicurrency()) {
      if (wanted.isPresent()) {
        throw Refusal.business("Multi Currency should be enabled to perform this operation");
      }
      return doc;
    }
    if (kind == Kind.EMPLOYEE) {
      return doc.without("CurrencyRef");
    }
    String home = books.settings().home().getCode();
    Optional<String> old = before.map(b -> Docs.ref(b, "CurrencyRef").orElse(home));
    if (old.isPresent() && wanted.isPresent() && !old.equals(wanted)) {
      throw Refusal.business("You cannot change the currency of this " + kind.apiName());
    }
    String code = old.or(() -> wanted).orElse(home);
    return doc.with("CurrencyRef", Docs.refTo(code, Currencies.nameOf(code)));
  }
}
