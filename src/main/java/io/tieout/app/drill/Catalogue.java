package io.tieout.app.drill;

import io.tieout.app.sandbox.Vendors;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// What the company sells in a drill, and how its sales people enter deals: each with an account of
/// its own, every second customer new to the books, every third deal with a quote.
final class Catalogue {
  private static final String TERMS = "Net 37";
  private static final String PRODUCT = "Drill day";
  private static final String CODE = "DRILL-1";
  private static final int PRICE = 250;
  private static final String PAPER =
      Base64.getEncoder()
          .encodeToString("%PDF-1.4 a quote %%EOF".getBytes(StandardCharsets.US_ASCII));

  private final Vendors vendors;
  private final SalesforceStandIn crm;
  private final QuickBooksStandIn books;
  private final String priceBook;
  private final String entry;

  Catalogue(Vendors vendors) {
    this.vendors = vendors;
    this.crm = vendors.salesforce();
    this.books = vendors.quickbooks();
    this.priceBook = crm.related("Pricebook2", "IsStandard", "true").getFirst().text("Id");
    books.enter("Term", Json.object().put("Name", TERMS).put("DueDays", 37).build());
    item();
    String product =
        crm.create("Product2", Json.object().put("Name", PRODUCT).put("ProductCode", CODE).build());
    this.entry =
        crm.create(
            "PricebookEntry",
            Json.object()
                .put("Pricebook2Id", priceBook)
                .put("Product2Id", product)
                .put("UnitPrice", PRICE)
                .put("IsActive", true)
                .build());
  }

  private void item() {
    String income =
        books.documents("Account").stream()
            .filter(a -> a.text("AccountType").equals("Income"))
            .findFirst()
            .orElseThrow()
            .text("Id");
    books.enter(
        "Item",
        Json.object()
            .put("Name", PRODUCT)
            .put("Type", "Service")
            .put("Sku", CODE)
            .put("Taxable", false)
            .put("IncomeAccountRef", Json.object().put("value", income))
            .build());
  }

  /// Enters an open deal.
  Sale enter(int number) {
    String word = Sale.word(number);
    boolean known = number % 2 == 0;
    boolean quoted = number % 3 == 0;
    if (known) {
      customer(word);
    }
    String deal = deal(word, account(word));
    crm.create("OpportunityLineItem", line(number).put("OpportunityId", deal).build());
    if (quoted) {
      quote(word, deal, number);
    }
    return new Sale(number, word, deal, known, quoted);
  }

  private String account(String word) {
    JsonObjBuilder fields = Json.object().put("Name", word + " Works");
    for (String side : List.of("Billing", "Shipping")) {
      fields
          .put(side + "Street", "1 Mill Road")
          .put(side + "City", "Dayton")
          .put(side + "State", "OH")
          .put(side + "PostalCode", "45402")
          .put(side + "Country", "US");
    }
    return crm.create("Account", fields.build());
  }

  private String deal(String word, String account) {
    String deal =
        crm.create(
            "Opportunity",
            Json.object()
                .put("Name", word + " roll-out")
                .put("AccountId", account)
                .put("StageName", "Negotiation/Review")
                .put("CloseDate", vendors.company().today().toString())
                .put("Pricebook2Id", priceBook)
                .put("Payment_Terms__c", TERMS)
                .put("PO_Number__c", "PO-" + word)
                .put("Service_Start__c", "2031-01-01")
                .put("Service_End__c", "2031-12-31")
                .build());
    String contact =
        crm.create(
            "Contact",
            Json.object()
                .put("AccountId", account)
                .put("FirstName", "Paula")
                .put("LastName", word)
                .put("Email", "bills@" + domain(word))
                .build());
    crm.create(
        "OpportunityContactRole",
        Json.object()
            .put("OpportunityId", deal)
            .put("ContactId", contact)
            .put("Role", "Billing")
            .put("IsPrimary", true)
            .build());
    return deal;
  }

  private JsonObjBuilder line(int number) {
    return Json.object()
        .put("PricebookEntryId", entry)
        .put("Quantity", 1 + number % 7)
        .put("UnitPrice", PRICE)
        .put("Description", "as agreed")
        .put("ServiceDate", "2031-02-01");
  }

  private void quote(String word, String deal, int number) {
    String quote =
        crm.create(
            "Quote",
            Json.object()
                .put("OpportunityId", deal)
                .put("Name", "Quote for " + word)
                .put("Status", "Presented")
                .put("Pricebook2Id", priceBook)
                .build());
    crm.create(
        "QuoteLineItem",
        Json.object()
            .put("QuoteId", quote)
            .put("PricebookEntryId", entry)
            .put("Quantity", 1 + number % 7)
            .put("UnitPrice", PRICE)
            .build());
    crm.create(
        "ContentVersion",
        Json.object()
            .put("Title", "Quote for " + word)
            .put("PathOnClient", "quote.pdf")
            .put("FirstPublishLocationId", quote)
            .put("VersionData", PAPER)
            .build());
    crm.edit("Opportunity", deal, Json.object().put("SyncedQuoteId", quote).build());
  }

  private void customer(String word) {
    books.enter(
        "Customer",
        Json.object()
            .put("DisplayName", word + " Works")
            .put("CompanyName", word + " Works")
            .put("Taxable", true)
            .put("PrimaryEmailAddr", Json.object().put("Address", "bills@" + domain(word)))
            .put(
                "BillAddr",
                Json.object()
                    .put("Line1", "1 Mill Road")
                    .put("City", "Dayton")
                    .put("CountrySubDivisionCode", "OH")
                    .put("PostalCode", "45402")
                    .put("Country", "US"))
            .build());
  }

  private static String domain(String word) {
    return word.toLowerCase(Locale.ROOT) + ".example";
  }
}
