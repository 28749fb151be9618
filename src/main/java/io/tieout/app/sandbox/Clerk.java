package io.tieout.app.sandbox;

import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;
import java.util.Locale;

/// Enters sales in Salesforce, and what they need in QuickBooks, as the company's people do. A sale
/// has a word that stands in all its names and in no other sale's. Each call makes something new.
public final class Clerk {
  /// Of each item, in the company's currency.
  private static final int PRICE = 250;

  private static final int DUE_DAYS = 37;

  private final Vendors vendors;
  private final SalesforceStandIn crm;
  private final String priceBook;

  public Clerk(Vendors vendors) {
    this.vendors = vendors;
    this.crm = vendors.salesforce();
    this.priceBook = crm.related("Pricebook2", "IsStandard", "true").getFirst().text("Id");
  }

  /// The account of the word, with its addresses.
  public String account(String word) {
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

  /// An open deal, without lines.
  ///
  /// @param terms the name of the terms of payment that are agreed
  public String deal(String word, String account, String terms) {
    return crm.create(
        "Opportunity",
        Json.object()
            .put("Name", word + " roll-out")
            .put("AccountId", account)
            .put("StageName", "Negotiation/Review")
            .put("CloseDate", vendors.company().today().toString())
            .put("Pricebook2Id", priceBook)
            .put("Payment_Terms__c", terms)
            .put("PO_Number__c", "PO-" + word)
            .put("Service_Start__c", "2031-01-01")
            .put("Service_End__c", "2031-12-31")
            .build());
  }

  /// Somebody of the account.
  ///
  /// @param mailbox what stands before the sign in the address
  public String contact(String word, String account, String mailbox) {
    return crm.create(
        "Contact",
        Json.object()
            .put("AccountId", account)
            .put("FirstName", "Paula")
            .put("LastName", word)
            .put("Email", mailbox + "@" + domain(word))
            .build());
  }

  /// The contact gets the bill for the deal.
  public void bills(String deal, String contact) {
    crm.create(
        "OpportunityContactRole",
        Json.object()
            .put("OpportunityId", deal)
            .put("ContactId", contact)
            .put("Role", "Billing")
            .put("IsPrimary", true)
            .build());
  }

  /// A product of the CRM; the id of its price book entry.
  public String entry(String name, String code) {
    String product =
        crm.create("Product2", Json.object().put("Name", name).put("ProductCode", code).build());
    return crm.create(
        "PricebookEntry",
        Json.object()
            .put("Pricebook2Id", priceBook)
            .put("Product2Id", product)
            .put("UnitPrice", PRICE)
            .put("IsActive", true)
            .build());
  }

  public String line(String deal, String entry, int quantity) {
    return crm.create(
        "OpportunityLineItem",
        Json.object()
            .put("OpportunityId", deal)
            .put("PricebookEntryId", entry)
            .put("Quantity", quantity)
            .put("UnitPrice", PRICE)
            .put("Description", "as agreed")
            .put("ServiceDate", "2031-02-01")
            .build());
  }

  /// A quote for the deal, which is not the deal's own before it is [synced][#sync].
  public String quote(String word, String deal, List<String> entries, int quantity) {
    String quote =
        crm.create(
            "Quote",
            Json.object()
                .put("OpportunityId", deal)
                .put("Name", "Quote for " + word)
                .put("Status", "Presented")
                .put("Pricebook2Id", priceBook)
                .build());
    for (String entry : entries) {
      crm.create(
          "QuoteLineItem",
          Json.object()
              .put("QuoteId", quote)
              .put("PricebookEntryId", entry)
              .put("Quantity", quantity)
              .put("UnitPrice", PRICE)
              .build());
    }
    return quote;
  }

  public void sync(String deal, String quote) {
    crm.edit("Opportunity", deal, Json.object().put("SyncedQuoteId", quote).build());
  }

  /// Terms of payment in the books; their id.
  public String term(String name) {
    return books()
        .enter("Term", Json.object().put("Name", name).put("DueDays", DUE_DAYS).build())
        .text("Id");
  }

  /// What the books sell under the code; its id.
  public String item(String name, String code) {
    String income =
        books().documents("Account").stream()
            .filter(a -> a.text("AccountType").equals("Income"))
            .findFirst()
            .orElseThrow()
            .text("Id");
    return books()
        .enter(
            "Item",
            Json.object()
                .put("Name", name)
                .put("Type", "Service")
                .put("Sku", code)
                .put("Taxable", false)
                .put("IncomeAccountRef", Json.object().put("value", income))
                .build())
        .text("Id");
  }

  /// The account of the word as the books know it; its id.
  public String customer(String word) {
    return books()
        .enter(
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
                .build())
        .text("Id");
  }

  /// A company may have other books, and sell all the same.
  private QuickBooksStandIn books() {
    return vendors.quickbooks();
  }

  private static String domain(String word) {
    return word.toLowerCase(Locale.ROOT) + ".example";
  }
}
