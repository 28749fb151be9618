package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Contacts: names unique among the active ones, made in passing by documents, renamed by documents
/// that name another, archived and never deleted.
final class Contacts {
  private static final List<String> FIELDS =
      List.of(
          "Name",
          "FirstName",
          "LastName",
          "EmailAddress",
          "ContactNumber",
          "AccountNumber",
          "CompanyNumber",
          "TaxNumber",
          "Addresses",
          "Phones",
          "ContactPersons",
          "DefaultCurrency",
          "AccountsReceivableTaxType",
          "AccountsPayableTaxType",
          "BankAccountDetails",
          "SalesDefaultAccountCode",
          "PurchasesDefaultAccountCode",
          "PaymentTerms",
          "ContactStatus");
  private static final List<String> ADDRESSES = List.of("POBOX", "STREET");
  private static final List<String> PHONES = List.of("DDI", "DEFAULT", "FAX", "MOBILE");

  private final Books books;

  Contacts(Books books) {
    this.books = books;
  }

  /// Found by id, then by number, then by name. Making one of a taken name is refused; saving it
  /// changes the one that has the name.
  Saved save(Order order) {
    Json.Obj body = order.body();
    Optional<Row> before = existing(order);
    Optional<Row> sameName = named(body).filter(r -> !before.map(r::equals).orElse(false));
    if (sameName.isPresent() && (before.isPresent() || order.createOnly())) {
      throw taken(sameName.get().text("Name"));
    }
    Optional<Row> target = before.or(() -> sameName);
    Json.Obj wanted = Docs.only(body, FIELDS);
    check(wanted, target.isPresent());
    return Saved.of(target.map(t -> update(t, wanted)).orElseGet(() -> create(wanted, order)));
  }

  /// The contact a document means: by id (and renamed by another name), number or name; a new name
  /// makes a new contact.
  Row of(Order document) {
    Json.Obj ref =
        document
            .body()
            .optObj("Contact")
            .orElseThrow(
                () -> Refused.because("A Contact must be specified for this type of transaction"));
    Order order = new Order(false, document.byApi(), 2, Optional.empty(), ref);
    Optional<Row> known = existing(order).or(() -> named(ref));
    if (known.isEmpty() && Docs.text(ref, "Name").isEmpty()) {
      throw Refused.because(
          "The Contact must contain at least 1 of the following elements to identify the contact:"
              + " Name, ContactID, ContactNumber");
    }
    if (known.map(k -> k.text("ContactStatus").equals("ARCHIVED")).orElse(false)) {
      throw Refused.because(
          "The contact with the specified contact details has been archived. The contact must be"
              + " un-archived before creating new invoices or credit notes.");
    }
    boolean renamed =
        known.isPresent()
            && Docs.text(ref, "Name").filter(n -> !n.equals(known.get().text("Name"))).isPresent();
    return known.isEmpty() || renamed
        ? save(order.withBody(ref.without("ContactStatus"))).row()
        : known.get();
  }

  private Optional<Row> existing(Order order) {
    Optional<String> id = order.id().or(() -> Docs.text(order.body(), "ContactID"));
    if (id.isPresent()) {
      return Optional.of(books.need(Kind.CONTACT, id.get()));
    }
    return Docs.text(order.body(), "ContactNumber")
        .flatMap(n -> books.by(Kind.CONTACT, Key.Of.NUMBER, n));
  }

  /// Among active contacts: archived ones have given up their names.
  private Optional<Row> named(Json.Obj body) {
    return Docs.text(body, "Name").flatMap(n -> books.by(Kind.CONTACT, Key.Of.NAME, n));
  }

  private static Refused taken(String name) {
    return Refused.because(
        "The contact name %s is already assigned to another contact. The contact name must be unique across all active contacts."
            .formatted(name));
  }

  private static void check(Json.Obj wanted, boolean exists) {
    if (!exists && Docs.text(wanted, "Name").isEmpty()) {
      throw Refused.because("The Contact Name must be specified.");
    }
    Docs.within(wanted, "Name", 255);
    Docs.within(wanted, "ContactNumber", 50);
    Docs.text(wanted, "EmailAddress")
        .filter(e -> !e.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
        .ifPresent(_ -> {
          throw Refused.because("Email address must be valid.");
        });
  }

  private Row create(Json.Obj wanted, Order order) {
    Json.Obj doc =
        normal(wanted)
            .with("ContactStatus", "ACTIVE")
            .with("IsSupplier", Json.of(false))
            .with("IsCustomer", Json.of(false));
    return books.insert(Kind.CONTACT, doc, order.byApi());
  }

  private Row update(Row before, Json.Obj wanted) {
    return books.replace(before, normal(Docs.merged(before.doc(), wanted)));
  }

  private static Json.Obj normal(Json.Obj doc) {
    Json.Obj trimmed = Docs.text(doc, "Name").map(n -> doc.with("Name", n)).orElse(doc);
    return trimmed
        .with("Addresses", Json.array(typed(doc.objects("Addresses"), "AddressType", ADDRESSES)))
        .with("Phones", Json.array(typed(doc.objects("Phones"), "PhoneType", PHONES)));
  }

  /// One entry of each type, as the vendor always shows them.
  private static List<Json.Obj> typed(List<Json.Obj> given, String field, List<String> types) {
    List<Json.Obj> all = new ArrayList<>();
    for (String type : types) {
      all.add(
          given.stream()
              .filter(g -> g.optText(field).orElse("").equals(type))
              .findFirst()
              .orElseGet(() -> Json.object().put(field, type).build()));
    }
    return all;
  }

  /// Notes that a document makes somebody a customer or a supplier, which changes the contact.
  void becomes(Row contact, boolean customer) {
    String field = customer ? "IsCustomer" : "IsSupplier";
    if (!contact.doc().flag(field)) {
      books.replace(contact, contact.doc().with(field, Json.of(true)));
    }
  }
}
