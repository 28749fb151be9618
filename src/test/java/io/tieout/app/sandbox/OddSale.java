package io.tieout.app.sandbox;

import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A deal in Salesforce with an account and products of its own, and what became of it in the
/// ledger.
///
/// @param word stands in every name of this sale and in no other's
record OddSale(OddScene scene, String word, String deal, List<String> lines) {
  String company() {
    return company(word);
  }

  static String company(String word) {
    return word + " Works";
  }

  static String code(String word, String product) {
    return word + "-" + product;
  }

  void win() {
    scene.crm().moveStage(deal, "Closed Won");
  }

  /// Somebody saves the deal again, as people do once they have put something right.
  void save() {
    scene
        .crm()
        .edit("Opportunity", deal, Json.object().put("NextStep", "looked at by " + word).build());
  }

  void editLine(int line, Json.Obj fields) {
    scene.crm().edit("OpportunityLineItem", lines.get(line), fields);
  }

  BigDecimal amount() {
    return scene.crm().record("Opportunity", deal).orElseThrow().decimal("Amount");
  }

  Optional<String> shows(String field) {
    return scene.crm().record("Opportunity", deal).orElseThrow().optText(field);
  }

  /// The one invoice that the ledger has for this sale.
  InvoiceView invoice() {
    List<InvoiceView> all = scene.books().invoices(word);
    if (all.size() != 1) {
      throw new AssertionError("%d invoices for %s: %s".formatted(all.size(), word, all));
    }
    return all.getFirst();
  }

  /// What a sale shall be like; every product has an item in the ledger unless it is unknown there.
  static final class Order {
    private final OddScene scene;
    private final String word;
    private final List<Json.Obj> lines = new ArrayList<>();
    private final Map<String, String> entries = new LinkedHashMap<>();
    private Optional<String> currency = Optional.empty();

    Order(OddScene scene, String word) {
      this.scene = scene;
      this.word = word;
    }

    String word() {
      return word;
    }

    Order in(String code) {
      currency = Optional.of(code);
      return this;
    }

    Order line(String quantity, String price) {
      return line("part", quantity, price, "");
    }

    /// @param discount percent; empty for none
    Order line(String product, String quantity, String price, String discount) {
      if (!entries.containsKey(product)) {
        scene.books().item(word + " " + product, code(word, product));
      }
      return unknown(product, quantity, price, discount);
    }

    /// A product that the ledger has no item for.
    Order unknown(String product, String quantity, String price) {
      return unknown(product, quantity, price, "");
    }

    private Order unknown(String product, String quantity, String price, String discount) {
      JsonObjBuilder line =
          Json.object()
              .put("PricebookEntryId", entries.computeIfAbsent(product, p -> entry(p, price)))
              .put("Quantity", new BigDecimal(quantity))
              .put("UnitPrice", new BigDecimal(price))
              .put("Description", "line %d of %s".formatted(lines.size() + 1, word));
      if (!discount.isEmpty()) {
        line.put("Discount", new BigDecimal(discount));
      }
      lines.add(line.build());
      return this;
    }

    /// A line by its total, as somebody enters it who gives so much off.
    Order total(String quantity, String total) {
      line(quantity, total);
      lines.add(
          lines
              .removeLast()
              .without("UnitPrice")
              .with("TotalPrice", Json.of(new BigDecimal(total))));
      return this;
    }

    /// Sold at its list price, so that only a discount is one.
    private String entry(String product, String price) {
      SalesforceStandIn crm = scene.crm();
      String made =
          crm.create(
              "Product2",
              Json.object()
                  .put("Name", word + " " + product)
                  .put("ProductCode", code(word, product))
                  .build());
      return crm.create(
          "PricebookEntry",
          Json.object()
              .put("Pricebook2Id", priceBook())
              .put("Product2Id", made)
              .put("UnitPrice", new BigDecimal(price))
              .put("IsActive", true)
              .build());
    }

    private String priceBook() {
      return scene.crm().related("Pricebook2", "IsStandard", "true").getFirst().text("Id");
    }

    OddSale made() {
      JsonObjBuilder deal =
          Json.object()
              .put("Name", word + " roll-out")
              .put("AccountId", new Clerk(scene.vendors()).account(word))
              .put("StageName", "Negotiation/Review")
              .put("CloseDate", scene.vendors().company().today().toString())
              .put("Pricebook2Id", priceBook())
              .put("Payment_Terms__c", "Net 30")
              .putText("CurrencyIsoCode", currency);
      String id = scene.crm().create("Opportunity", deal.build());
      List<String> made =
          scene
              .crm()
              .create(
                  "OpportunityLineItem",
                  lines.stream().map(l -> l.with("OpportunityId", id)).toList());
      return new OddSale(scene, word, id, made);
    }

    OddSale won() {
      OddSale sale = made();
      sale.win();
      return sale;
    }
  }
}
