package io.tieout.app.sandbox;

import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A deal made to order, with an account, products, a customer and a term of its own: nothing of it
/// is anybody else's, so that a test may change all of it.
///
/// @param word stands in every name of this sale and in no other's
/// @param termId of the term that is agreed on the deal alone
/// @param items the ledger's ids of the items, in the order of the lines
record Sale(
    Scene scene,
    String word,
    String deal,
    String account,
    String contact,
    Optional<String> quote,
    List<String> lines,
    Optional<String> customer,
    String termId,
    List<String> items) {
  static final String TERM_DAYS = "37";

  /// A name like no other: two words of three syllables.
  static String word(int number) {
    List<String> syllables =
        List.of(
            "ba", "ko", "ri", "tu", "ne", "lo", "sha", "vi", "mu", "da", "fe", "go", "hi", "ju",
            "pa", "ze", "qui", "wo", "sta", "dre");
    StringBuilder out = new StringBuilder();
    int mixed = (number * 7919 + 4211) % 8000;
    for (int i = 0; i < 3; i++) {
      out.append(syllables.get(mixed % syllables.size()));
      mixed /= syllables.size();
    }
    return Character.toUpperCase(out.charAt(0)) + out.substring(1);
  }

  String dealName() {
    return word + " roll-out";
  }

  String company() {
    return word + " Works";
  }

  String term() {
    return "Terms of " + word;
  }

  String product(int line) {
    return "%s part %d".formatted(word, line + 1);
  }

  void win() {
    scene.crm.moveStage(deal, "Closed Won");
  }

  void edit(String field, String value) {
    scene.crm.edit("Opportunity", deal, Json.object().put(field, value).build());
  }

  void editAccount(String field, String value) {
    scene.crm.edit("Account", account, Json.object().put(field, value).build());
  }

  void editLine(Json.Obj fields) {
    scene.crm.edit("OpportunityLineItem", lines.getFirst(), fields);
  }

  void editCustomer(Json.Obj fields) {
    scene.books.edit("Customer", customer.orElseThrow(), fields);
  }

  void editItem(Json.Obj fields) {
    scene.books.edit("Item", items.getFirst(), fields);
  }

  Json.Obj opportunity() {
    return scene.opportunity(deal);
  }

  Optional<String> shows(String field) {
    return opportunity().optText(field);
  }

  /// What a sale shall be like; the usual one has two lines, a quote, and a customer in the books.
  static final class Order {
    private final Scene scene;
    private final String word;
    private int lines = 2;
    private boolean inBooks = true;
    private boolean quoted = true;
    private Optional<String> unmapped = Optional.empty();

    Order(Scene scene, String word) {
      this.scene = scene;
      this.word = word;
    }

    Order lines(int count) {
      lines = count;
      return this;
    }

    Order unknownToTheBooks() {
      inBooks = false;
      return this;
    }

    Order unquoted() {
      quoted = false;
      return this;
    }

    /// The deal also sells a product of the CRM that the books have no item for.
    Order alsoSelling(String priceBookEntry) {
      unmapped = Optional.of(priceBookEntry);
      return this;
    }

    Sale made() {
      String account = account();
      String contact =
          scene.crm.create(
              "Contact",
              Json.object()
                  .put("AccountId", account)
                  .put("FirstName", "Paula")
                  .put("LastName", word)
                  .put("Email", "paula@" + domain())
                  .build());
      String term = scene.books.enter("Term", term()).text("Id");
      String deal = deal(account);
      scene.crm.create(
          "OpportunityContactRole",
          Json.object()
              .put("OpportunityId", deal)
              .put("ContactId", contact)
              .put("Role", "Billing")
              .put("IsPrimary", true)
              .build());
      List<String> items = new ArrayList<>();
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        String name = "%s part %d".formatted(word, i + 1);
        entries.add(entry(scene, name, code(i)));
        items.add(item(name, code(i)));
      }
      unmapped.ifPresent(entries::add);
      List<String> made = entries.stream().map(e -> line(deal, e)).toList();
      Optional<String> quote = quoted ? Optional.of(quote(deal, entries)) : Optional.empty();
      return new Sale(
          scene,
          word,
          deal,
          account,
          contact,
          quote,
          made,
          inBooks ? Optional.of(customer()) : Optional.empty(),
          term,
          items);
    }

    private String domain() {
      return word.toLowerCase(java.util.Locale.ROOT) + ".example";
    }

    private String code(int line) {
      return "%s-%d".formatted(word, line + 1);
    }

    private String account() {
      JsonObjBuilder fields = Json.object().put("Name", word + " Works");
      for (String side : List.of("Billing", "Shipping")) {
        fields
            .put(side + "Street", "1 Mill Road")
            .put(side + "City", "Dayton")
            .put(side + "State", "OH")
            .put(side + "PostalCode", "45402")
            .put(side + "Country", "US");
      }
      return scene.crm.create("Account", fields.build());
    }

    private Json.Obj term() {
      return Json.object().put("Name", "Terms of " + word).put("DueDays", 37).build();
    }

    private String deal(String account) {
      return scene.crm.create(
          "Opportunity",
          Json.object()
              .put("Name", word + " roll-out")
              .put("AccountId", account)
              .put("StageName", "Negotiation/Review")
              .put("CloseDate", scene.vendors.company().today().toString())
              .put("Pricebook2Id", priceBook(scene))
              .put("Payment_Terms__c", "Terms of " + word)
              .put("PO_Number__c", "PO-" + word)
              .put("Service_Start__c", "2031-01-01")
              .put("Service_End__c", "2031-12-31")
              .build());
    }

    private String line(String deal, String entry) {
      return scene.crm.create(
          "OpportunityLineItem",
          Json.object()
              .put("OpportunityId", deal)
              .put("PricebookEntryId", entry)
              .put("Quantity", 4)
              .put("UnitPrice", 250)
              .put("Description", "as agreed")
              .put("ServiceDate", "2031-02-01")
              .build());
    }

    private String quote(String deal, List<String> entries) {
      String quote =
          scene.crm.create(
              "Quote",
              Json.object()
                  .put("OpportunityId", deal)
                  .put("Name", "Quote for " + word)
                  .put("Status", "Presented")
                  .put("Pricebook2Id", priceBook(scene))
                  .build());
      for (String entry : entries) {
        scene.crm.create(
            "QuoteLineItem",
            Json.object()
                .put("QuoteId", quote)
                .put("PricebookEntryId", entry)
                .put("Quantity", 4)
                .put("UnitPrice", 250)
                .build());
      }
      scene.crm.edit("Opportunity", deal, Json.object().put("SyncedQuoteId", quote).build());
      return quote;
    }

    private String item(String name, String code) {
      return scene
          .books
          .enter(
              "Item",
              Json.object()
                  .put("Name", name)
                  .put("Type", "Service")
                  .put("Sku", code)
                  .put("Taxable", false)
                  .put("IncomeAccountRef", Json.object().put("value", income()))
                  .build())
          .text("Id");
    }

    private String income() {
      return scene.books.documents("Account").stream()
          .filter(a -> a.text("AccountType").equals("Income"))
          .findFirst()
          .orElseThrow()
          .text("Id");
    }

    private String customer() {
      return scene
          .books
          .enter(
              "Customer",
              Json.object()
                  .put("DisplayName", word + " Works")
                  .put("CompanyName", word + " Works")
                  .put("Taxable", true)
                  .put("PrimaryEmailAddr", Json.object().put("Address", "bills@" + domain()))
                  .put(
                      "BillAddr",
                      Json.object()
                          .put("Line1", "1 Mill Road")
                          .put("City", "Dayton")
                          .put("CountrySubDivisionCode", "OH")
                          .put("PostalCode", "45402")
                          .put("Country", "US"))
                  .build())
          .text("Id");
    }
  }

  /// A product of the CRM; the id of its price book entry.
  static String entry(Scene scene, String name, String code) {
    String product =
        scene.crm.create(
            "Product2", Json.object().put("Name", name).put("ProductCode", code).build());
    return scene.crm.create(
        "PricebookEntry",
        Json.object()
            .put("Pricebook2Id", priceBook(scene))
            .put("Product2Id", product)
            .put("UnitPrice", 250)
            .put("IsActive", true)
            .build());
  }

  private static String priceBook(Scene scene) {
    return scene.crm.related("Pricebook2", "IsStandard", "true").getFirst().text("Id");
  }

  /// An invoice as somebody enters it in the books without Tieout.
  Json.Obj invoiceByHand(String number) {
    Json.Obj detail =
        Json.object()
            .put("ItemRef", Json.object().put("value", items.getFirst()))
            .put("Qty", 1)
            .put("UnitPrice", 2000)
            .build();
    return Json.object()
        .put("CustomerRef", Json.object().put("value", customer.orElseThrow()))
        .put("DocNumber", number)
        .put(
            "Line",
            List.of(
                Json.object()
                    .put("Amount", 2000)
                    .put("DetailType", "SalesItemLineDetail")
                    .put("SalesItemLineDetail", detail)
                    .build()))
        .build();
  }
}
