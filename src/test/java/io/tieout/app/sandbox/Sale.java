package io.tieout.app.sandbox;

import io.tieout.value.json.Json;
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
    private static final int QUANTITY = 4;

    private final Scene scene;
    private final String word;
    private final Clerk clerk;
    private int lines = 2;
    private boolean inBooks = true;
    private boolean quoted = true;
    private Optional<String> unmapped = Optional.empty();

    Order(Scene scene, String word) {
      this.scene = scene;
      this.word = word;
      this.clerk = new Clerk(scene.vendors);
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
      String account = clerk.account(word);
      String contact = clerk.contact(word, account, "paula");
      String term = clerk.term("Terms of " + word);
      String deal = clerk.deal(word, account, "Terms of " + word);
      clerk.bills(deal, contact);
      List<String> items = new ArrayList<>();
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        String name = "%s part %d".formatted(word, i + 1);
        String code = "%s-%d".formatted(word, i + 1);
        entries.add(clerk.entry(name, code));
        items.add(clerk.item(name, code));
      }
      unmapped.ifPresent(entries::add);
      List<String> made = entries.stream().map(e -> clerk.line(deal, e, QUANTITY)).toList();
      Optional<String> quote = quoted ? Optional.of(quote(deal, entries)) : Optional.empty();
      return new Sale(
          scene,
          word,
          deal,
          account,
          contact,
          quote,
          made,
          inBooks ? Optional.of(clerk.customer(word)) : Optional.empty(),
          term,
          items);
    }

    private String quote(String deal, List<String> entries) {
      String quote = clerk.quote(word, deal, entries, QUANTITY);
      clerk.sync(deal, quote);
      return quote;
    }
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
