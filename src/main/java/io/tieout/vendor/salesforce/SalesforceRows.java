package io.tieout.vendor.salesforce;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.Product;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.party.Address;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/// Rows of the objects around a deal, as the records of the CRM's vocabulary.
final class SalesforceRows {
  static final List<String> LINE =
      List.of(
          "Id",
          "OpportunityId",
          "Product2Id",
          "Name",
          "Quantity",
          "UnitPrice",
          "TotalPrice",
          "SystemModstamp");
  static final List<String> LINE_OPTIONAL =
      List.of(
          "Product2.Name",
          "Product2.Family",
          "ProductCode",
          "Description",
          "ListPrice",
          "Discount",
          "ServiceDate",
          Currencies.FIELD);
  static final List<String> ACCOUNT = List.of("Id", "Name", "SystemModstamp");
  static final List<String> ACCOUNT_OPTIONAL =
      List.of(
          "AccountNumber",
          "Phone",
          "Website",
          "BillingStreet",
          "BillingCity",
          "BillingState",
          "BillingPostalCode",
          "BillingCountry",
          "BillingCountryCode",
          "ShippingStreet",
          "ShippingCity",
          "ShippingState",
          "ShippingPostalCode",
          "ShippingCountry",
          "ShippingCountryCode");
  static final List<String> CONTACT =
      List.of("Id", "AccountId", "Name", "Email", "Phone", "SystemModstamp");
  static final List<String> PRODUCT = List.of("Id", "Name", "IsActive", "SystemModstamp");
  static final List<String> PRODUCT_OPTIONAL = List.of("ProductCode", "Family", "Description");
  static final List<String> QUOTE =
      List.of("Id", "OpportunityId", "QuoteNumber", "Status", "GrandTotal", "SystemModstamp");
  static final List<String> QUOTE_OPTIONAL = List.of("Discount", Currencies.FIELD);

  private final Currencies currencies;

  SalesforceRows(Currencies currencies) {
    this.currencies = currencies;
  }

  DealLine line(Json.Obj row) {
    return new DealLine(
        row.text("Id"),
        row.text("OpportunityId"),
        row.optText("Product2Id"),
        row.optText("ProductCode"),
        row.optObj("Product2").flatMap(p -> p.optText("Family")),
        // A line's own name repeats the deal's; the product's is what a customer knows.
        row.optObj("Product2").flatMap(p -> p.optText("Name")).orElseGet(() -> row.text("Name")),
        row.optText("Description"),
        row.decimal("Quantity"),
        row.decimal("UnitPrice"),
        row.optDecimal("ListPrice"),
        row.optDecimal("Discount").orElse(BigDecimal.ZERO),
        currencies.amount(row, "TotalPrice").orElseGet(() -> Money.zero(currencies.of(row))),
        row.optText("ServiceDate").map(LocalDate::parse),
        row.text("SystemModstamp"));
  }

  static Account account(Json.Obj row, List<String> more, String url) {
    return new Account(
        row.text("Id"),
        row.text("Name"),
        row.optText("AccountNumber"),
        address(row, "Billing"),
        address(row, "Shipping"),
        row.optText("Phone"),
        row.optText("Website"),
        DealFields.values(row, more),
        row.text("SystemModstamp"),
        url);
  }

  static Contact contact(Json.Obj row) {
    return new Contact(
        row.text("Id"),
        row.text("AccountId"),
        row.text("Name"),
        row.optText("Email"),
        row.optText("Phone"),
        row.text("SystemModstamp"));
  }

  static Product product(Json.Obj row) {
    return new Product(
        row.text("Id"),
        row.text("Name"),
        row.optText("ProductCode"),
        row.optText("Family"),
        row.optText("Description"),
        row.flag("IsActive"),
        row.text("SystemModstamp"));
  }

  Quote quote(Json.Obj row, Optional<String> documentId, String url) {
    return new Quote(
        row.text("Id"),
        row.text("OpportunityId"),
        row.text("QuoteNumber"),
        row.text("Status"),
        currencies.amount(row, "GrandTotal").orElseGet(() -> Money.zero(currencies.of(row))),
        row.optDecimal("Discount").orElse(BigDecimal.ZERO),
        documentId,
        row.text("SystemModstamp"),
        url);
  }

  static Activity activity(Json.Obj row, String key) {
    return new Activity(
        row.text("WhatId"),
        key,
        row.optText("Subject").orElse(""),
        row.optText("Description").orElse(""),
        LocalDate.parse(row.text("ActivityDate")));
  }

  static DealStamp dealStamp(Json.Obj row) {
    String stamp = row.text("SystemModstamp");
    return new DealStamp(
        row.text("Id"),
        row.flag("IsClosed") && row.flag("IsWon"),
        SalesforceTime.parse(stamp),
        stamp);
  }

  /// The stamp of a deal one of whose lines changed: whichever of both changed last.
  static DealStamp lineStamp(Json.Obj row) {
    Json.Obj deal = row.obj("Opportunity");
    String ofLine = row.text("SystemModstamp");
    String ofDeal = deal.text("SystemModstamp");
    Instant line = SalesforceTime.parse(ofLine);
    Instant whole = SalesforceTime.parse(ofDeal);
    boolean lineIsLater = line.isAfter(whole);
    return new DealStamp(
        row.text("OpportunityId"),
        deal.flag("IsClosed") && deal.flag("IsWon"),
        lineIsLater ? line : whole,
        lineIsLater ? ofLine : ofDeal);
  }

  private static Address address(Json.Obj row, String kind) {
    return new Address(
        row.optText(kind + "Street"),
        row.optText(kind + "City"),
        row.optText(kind + "State"),
        row.optText(kind + "PostalCode"),
        row.optText(kind + "CountryCode").or(() -> row.optText(kind + "Country")));
  }
}
