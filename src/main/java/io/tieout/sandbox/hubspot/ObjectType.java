package io.tieout.sandbox.hubspot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The CRM objects of the portal, each with its names, its type id and what a read gives unasked.
enum ObjectType {
  CONTACT("contacts", "contact", "0-1", "contacts", "email,firstname,lastname"),
  COMPANY("companies", "company", "0-2", "companies", "domain,name"),
  DEAL("deals", "deal", "0-3", "deals", "amount,closedate,dealname,dealstage,pipeline"),
  PRODUCT("products", "product", "0-7", "products", "description,name,price"),
  LINE_ITEM("line_items", "line_item", "0-8", "line_items", "amount,hs_product_id,name,quantity"),
  QUOTE("quotes", "quote", "0-14", "quotes", ""),
  /// Notes and tasks are opened by the scopes of contacts.
  TASK("tasks", "task", "0-27", "contacts", ""),
  NOTE("notes", "note", "0-46", "contacts", "");

  private final String plural;
  private final String singular;
  private final String typeId;
  private final String scope;
  private final String defaults;

  ObjectType(String plural, String singular, String typeId, String scope, String defaults) {
    this.plural = plural;
    this.singular = singular;
    this.typeId = typeId;
    this.scope = scope;
    this.defaults = defaults;
  }

  /// The type of a path's part: its plural or singular name, or its type id.
  static Optional<ObjectType> of(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            t -> t.plural.equals(wanted) || t.singular.equals(wanted) || t.typeId.equals(wanted))
        .findFirst();
  }

  /// The type of a path's part, or the vendor's refusal.
  static ObjectType named(String text) {
    return of(text)
        .orElseThrow(() -> Refusal.validation("Unable to infer object type from: " + text));
  }

  String plural() {
    return plural;
  }

  /// As webhooks say it: `deal`, `line_item`.
  String singular() {
    return singular;
  }

  String typeId() {
    return typeId;
  }

  /// The middle of the scopes that open it: `crm.objects.<this>.read`.
  String scope() {
    return scope;
  }

  /// The properties that a read gives unasked, besides those every read gives.
  List<String> defaults() {
    return Arrays.stream(defaults.split(",", -1)).filter(d -> !d.isEmpty()).toList();
  }

  /// As association types and messages name it: `DEAL`.
  String shout() {
    return name();
  }

  /// When a record was made: contacts, companies, deals, products and lines call it `createdate`.
  String created() {
    return switch (this) {
      case CONTACT, COMPANY, DEAL, PRODUCT, LINE_ITEM -> "createdate";
      case QUOTE, TASK, NOTE -> "hs_createdate";
    };
  }

  /// When a record was last changed; contacts are older than the other objects.
  String modified() {
    return this == CONTACT ? "lastmodifieddate" : "hs_lastmodifieddate";
  }
}
