package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules of items, accounts, terms, payment methods and attachments.
final class ListRules {
  private static final Set<String> ITEM_TYPES =
      Set.of("Service", "NonInventory", "Inventory", "Category", "Group");

  /// Which class an account of a type belongs to.
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("Bank", "Asset"),
          Map.entry("Accounts Receivable", "Asset"),
          Map.entry("Other Current Asset", "Asset"),
          Map.entry("Fixed Asset", "Asset"),
          Map.entry("Other Asset", "Asset"),
          Map.entry("Accounts Payable", "Liability"),
          Map.entry("Credit Card", "Liability"),
          Map.entry("Other Current Liability", "Liability"),
          Map.entry("Long Term Liability", "Liability"),
          Map.entry("Equity", "Equity"),
          Map.entry("Income", "Revenue"),
          Map.entry("Other Income", "Revenue"),
          Map.entry("Cost of Goods Sold", "Expense"),
          Map.entry("Expense", "Expense"),
          Map.entry("Other Expense", "Expense"));

  private final Books books;
  private final References references;

  ListRules(Books books) {
    this.books = books;
    this.references = new References(books);
  }

  Json.Obj checked(Kind kind, Json.Obj wanted, Optional<Json.Obj> before) {
    Json.Obj doc = wanted.has("Active") ? wanted : wanted.with("Active", Json.of(true));
    String name = doc.optText("Name").orElseThrow(() -> Refusal.missing("Name"));
    Docs.within(doc, "Name", 100);
    String named = doc.flag("Active") || name.endsWith(" (deleted)") ? name : name + " (deleted)";
    unique(kind, named, before);
    doc = doc.with("Name", named);
    doc = kind == Kind.ITEM ? item(doc) : doc;
    doc = kind == Kind.ACCOUNT ? account(doc) : doc;
    doc = kind == Kind.TERM ? term(doc) : doc;
    boolean qualified = kind == Kind.ITEM || kind == Kind.ACCOUNT;
    return qualified ? doc.with("FullyQualifiedName", named) : doc;
  }

  /// An attachment may hang on any number of objects, each of which must be there.
  Json.Obj attachable(Json.Obj doc) {
    for (Json.Obj link : doc.objects("AttachableRef")) {
      Json.Obj target =
          link.optObj("EntityRef").orElseThrow(() -> Refusal.missing("AttachableRef.EntityRef"));
      String type = target.optText("type").orElseThrow(() -> Refusal.missing("EntityRef.type"));
      String id = target.optText("value").orElseThrow(() -> Refusal.missing("EntityRef.value"));
      Kind kind =
          Kind.of(type).orElseThrow(() -> Refusal.badChoice("AttachableRef.EntityRef.type", type));
      if (books.find(kind, id).isEmpty()) {
        throw Refusal.notFound();
      }
    }
    if (doc.optText("FileName").isEmpty() && doc.optText("Note").isEmpty()) {
      throw Refusal.missing("FileName");
    }
    return doc;
  }

  private void unique(Kind kind, String name, Optional<Json.Obj> before) {
    for (Json.Obj doc : books.all(kind)) {
      boolean itself = before.map(b -> b.text("Id").equals(doc.text("Id"))).orElse(false);
      if (!itself && doc.text("Name").equalsIgnoreCase(name)) {
        throw Refusal.duplicateName();
      }
    }
  }

  private Json.Obj item(Json.Obj wanted) {
    Json.Obj doc = wanted.has("Type") ? wanted : wanted.with("Type", "Service");
    Docs.oneOf(doc, "Type", ITEM_TYPES);
    boolean category = doc.text("Type").equals("Category");
    if (!category && Docs.ref(doc, "IncomeAccountRef").isEmpty()) {
      throw Refusal.missing("IncomeAccountRef");
    }
    doc = references.named(doc, "IncomeAccountRef", Kind.ACCOUNT);
    doc = references.named(doc, "ParentRef", Kind.ITEM);
    doc = doc.has("Taxable") ? doc : doc.with("Taxable", Json.of(false));
    return doc.has("TrackQtyOnHand") ? doc : doc.with("TrackQtyOnHand", Json.of(false));
  }

  private static Json.Obj account(Json.Obj doc) {
    Optional<String> type = doc.optText("AccountType");
    if (type.isEmpty() && doc.optText("AccountSubType").isEmpty()) {
      throw Refusal.validation(
          "6010",
          "Account type is required",
          "AccountType or AccountSubType is needed to add an account.");
    }
    Json.Obj typed = doc.with("AccountType", type.orElse("Other Current Asset"));
    Docs.oneOf(typed, "AccountType", CLASSES.keySet());
    return typed.with("Classification", CLASSES.getOrDefault(typed.text("AccountType"), "Asset"));
  }

  private static Json.Obj term(Json.Obj doc) {
    if (!doc.has("DueDays") && !doc.has("DayOfMonthDue")) {
      throw Refusal.missing("DueDays");
    }
    return doc.with("Type", doc.has("DueDays") ? "STANDARD" : "DATE_DRIVEN");
  }
}
