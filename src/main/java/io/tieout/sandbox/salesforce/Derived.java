package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.salesforce.Records.Author;
import io.tieout.sandbox.salesforce.Schema.SObject;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields the org fills itself: what a stage means, what lines come to, names made of others.
final class Derived {
  private static final int UNIT_PRICE_DECIMALS = 2;

  private final Schema schema;
  private final Tables tables;
  private final Ids ids;

  Derived(Tables tables, Ids ids) {
    this.schema = tables.schema();
    this.tables = tables;
    this.ids = ids;
  }

  /// The row as it is kept.
  ///
  /// @param written the fields the caller wrote
  Json.Obj onWrite(SObject type, Optional<Json.Obj> before, Json.Obj row, Set<String> written) {
    Map<String, Json> out = new LinkedHashMap<>(row.fields());
    switch (type.name()) {
      case "Opportunity" -> opportunity(before, row, written, out);
      case "OpportunityLineItem" -> {
        line(row, written, out);
        lineOfDeal(row, out);
      }
      case "QuoteLineItem" -> {
        line(row, written, out);
        int number = tables.count(type) + 1;
        out.putIfAbsent("LineNumber", Json.of("%08d".formatted(number)));
      }
      case "Quote" -> quote(before, row, out);
      case "Contact", "User" ->
          out.put(
              "Name",
              Json.of((row.optText("FirstName").orElse("") + " " + row.text("LastName")).strip()));
      case "Task" ->
          out.put(
              "IsClosed", Json.of(row.optText("Status").filter("Completed"::equals).isPresent()));
      case "PricebookEntry" -> {
        Json.Obj product = get("Product2", row.text("Product2Id"));
        out.put("Name", product.get("Name").orElse(Json.nothing()));
        out.put("ProductCode", product.get("ProductCode").orElse(Json.nothing()));
      }
      case "ContentVersion" -> version(before, row, out);
      case "QuoteDocument" -> document(row, out);
      case "Tieout_Audit__c" ->
          out.putIfAbsent("Name", Json.of("TA-%08d".formatted(tables.count(type) + 1)));
      default -> {}
    }
    if (type.field(Schema.CURRENCY).isPresent()) {
      out.put(Schema.CURRENCY, Json.of(currency(row)));
    }
    return new Json.Obj(out);
  }

  /// What belongs to a deal is in its currency; anything else in its own, or the org's.
  private String currency(Json.Obj row) {
    return row.optText("OpportunityId")
        .or(() -> row.optText("QuoteId").map(q -> get("Quote", q).text("OpportunityId")))
        .map(deal -> get("Opportunity", deal).text(Schema.CURRENCY))
        .or(() -> row.optText(Schema.CURRENCY))
        .orElseGet(() ->
            tables.all(schema.named("Organization")).getFirst().text("DefaultCurrencyIsoCode"));
  }

  /// Brings the parents of a row in step with it.
  void afterWrite(SObject type, String id, Author author) {
    Json.Obj row = tables.find(type, id).orElseThrow();
    switch (type.name()) {
      case "Opportunity" -> syncQuotes(row);
      case "OpportunityLineItem" -> sumOpportunity(row.text("OpportunityId"), author);
      case "QuoteLineItem" -> sumQuote(row.text("QuoteId"), author);
      case "ContentVersion" ->
          row.optText("FirstPublishLocationId").ifPresent(to -> link(row, to, author));
      default -> {}
    }
  }

  private void opportunity(
      Optional<Json.Obj> before, Json.Obj row, Set<String> written, Map<String, Json> out) {
    Json.Obj stage =
        tables.where("OpportunityStage", "MasterLabel", row.text("StageName")).getFirst();
    boolean moved = before.map(b -> !b.get("StageName").equals(row.get("StageName"))).orElse(true);
    out.put("IsWon", Json.of(stage.flag("IsWon")));
    out.put("IsClosed", Json.of(stage.flag("IsClosed")));
    if (moved) {
      carry(stage, "ForecastCategoryName", "ForecastCategoryName", written, out);
      carry(stage, "DefaultProbability", "Probability", written, out);
    }
    if (stage.flag("IsWon") && before.map(b -> !b.flag("IsWon")).orElse(false)) {
      tables.noteWon(row.text("Id"));
    }
    List<Json.Obj> lines = tables.where("OpportunityLineItem", "OpportunityId", row.text("Id"));
    out.put("HasOpportunityLineItem", Json.of(!lines.isEmpty()));
    if (!lines.isEmpty()) {
      out.put("Amount", Values.number(sum(lines, "TotalPrice")));
    }
  }

  private static void carry(
      Json.Obj stage, String from, String to, Set<String> written, Map<String, Json> out) {
    if (!written.contains(to)) {
      out.put(to, stage.get(from).orElse(Json.nothing()));
    }
  }

  private void line(Json.Obj row, Set<String> written, Map<String, Json> out) {
    Json.Obj entry = entry(row);
    Json.Obj product = get("Product2", entry.text("Product2Id"));
    out.put("PricebookEntryId", Json.of(entry.text("Id")));
    out.put("Product2Id", Json.of(product.text("Id")));
    if (row.optText("QuoteId").isEmpty()) {
      out.put("ProductCode", product.get("ProductCode").orElse(Json.nothing()));
    }
    out.put("ListPrice", entry.get("UnitPrice").orElse(Json.nothing()));
    BigDecimal quantity = row.decimal("Quantity");
    BigDecimal kept = BigDecimal.ONE.subtract(Values.decimal(row, "Discount").movePointLeft(2));
    BigDecimal unit = unitPrice(row, written, quantity.multiply(kept), entry);
    out.put("UnitPrice", Values.number(unit));
    BigDecimal subtotal = quantity.multiply(unit);
    out.put("Subtotal", Values.number(subtotal.setScale(2, RoundingMode.HALF_UP)));
    boolean totalWritten = written.contains("TotalPrice") && row.get("TotalPrice").isPresent();
    out.put(
        "TotalPrice",
        Values.number(
            totalWritten
                ? row.decimal("TotalPrice")
                : subtotal.multiply(kept).setScale(2, RoundingMode.HALF_UP)));
  }

  private static BigDecimal unitPrice(
      Json.Obj row, Set<String> written, BigDecimal shares, Json.Obj entry) {
    boolean unit = written.contains("UnitPrice") && row.get("UnitPrice").isPresent();
    boolean total = written.contains("TotalPrice") && row.get("TotalPrice").isPresent();
    if (unit && total) {
      throw ApiError.bad(
          "FIELD_INTEGRITY_EXCEPTION",
          "field integrity exception: unknown (only one of unit price and total price may be specified)");
    }
    if (total && shares.signum() != 0) {
      return row.decimal("TotalPrice").divide(shares, UNIT_PRICE_DECIMALS, RoundingMode.HALF_UP);
    }
    return row.optDecimal("UnitPrice").orElse(entry.decimal("UnitPrice"));
  }

  private Json.Obj entry(Json.Obj row) {
    Optional<String> entry = row.optText("PricebookEntryId");
    if (entry.isPresent()) {
      return get("PricebookEntry", entry.get());
    }
    return row.optText("Product2Id")
        .flatMap(p -> tables.where("PricebookEntry", "Product2Id", p).stream().findFirst())
        .orElseThrow(() ->
            ApiError.bad(
                "REQUIRED_FIELD_MISSING",
                "Required fields are missing: [PricebookEntryId]",
                "PricebookEntryId"));
  }

  private void lineOfDeal(Json.Obj row, Map<String, Json> out) {
    Json.Obj deal = get("Opportunity", row.text("OpportunityId"));
    String product =
        get("PricebookEntry", out.getOrDefault("PricebookEntryId", Json.nothing()).asText("id"))
            .text("Name");
    out.put("Name", Json.of(deal.text("Name") + " " + product));
    out.putIfAbsent("SortOrder", Json.nothing());
  }

  private void quote(Optional<Json.Obj> before, Json.Obj row, Map<String, Json> out) {
    Json.Obj deal = get("Opportunity", row.text("OpportunityId"));
    out.put("AccountId", deal.get("AccountId").orElse(Json.nothing()));
    out.put(
        "IsSyncing",
        Json.of(deal.optText("SyncedQuoteId").filter(row.text("Id")::equals).isPresent()));
    if (before.isEmpty()) {
      int number = tables.count(schema.named("Quote")) + 1;
      out.put("QuoteNumber", Json.of("%08d".formatted(number)));
      out.putIfAbsent("Status", Json.of("Draft"));
    }
    List<Json.Obj> lines = tables.where("QuoteLineItem", "QuoteId", row.text("Id"));
    BigDecimal subtotal = sum(lines, "Subtotal");
    BigDecimal total = sum(lines, "TotalPrice");
    out.put("LineItemCount", Json.of(lines.size()));
    out.put("Subtotal", Values.number(subtotal));
    out.put("TotalPrice", Values.number(total));
    out.put("Discount", Values.number(percentOff(subtotal, total)));
    BigDecimal extras = Values.decimal(row, "Tax").add(Values.decimal(row, "ShippingHandling"));
    out.put("GrandTotal", Values.number(total.add(extras)));
  }

  private static BigDecimal percentOff(BigDecimal subtotal, BigDecimal total) {
    return subtotal.signum() == 0
        ? BigDecimal.ZERO
        : subtotal.subtract(total).movePointRight(2).divide(subtotal, 2, RoundingMode.HALF_UP);
  }

  private void version(Optional<Json.Obj> before, Json.Obj row, Map<String, Json> out) {
    if (before.isPresent()) {
      return;
    }
    String path = row.optText("PathOnClient").orElse("file.bin");
    String extension = path.substring(path.lastIndexOf('.') + 1);
    String id = row.text("Id");
    if (row.get("VersionData").isPresent()) {
      tables.keepFile(id, row.text("VersionData"));
      out.put("VersionData", Json.nothing());
    }
    out.putIfAbsent("Title", Json.of(path));
    out.put("FileExtension", Json.of(extension));
    out.put("FileType", Json.of(extension.toUpperCase(Locale.ROOT)));
    out.put("IsLatest", Json.of(true));
    out.put("VersionNumber", Json.of("1"));
    SObject documents = schema.named("ContentDocument");
    Map<String, Json> document = new LinkedHashMap<>(row.fields());
    document.keySet().retainAll(stampNames());
    String documentId = ids.next(documents.prefix());
    document.put("Id", Json.of(documentId));
    document.put("Title", out.getOrDefault("Title", Json.nothing()));
    document.put("FileExtension", Json.of(extension));
    document.put("FileType", out.getOrDefault("FileType", Json.nothing()));
    document.put("LatestPublishedVersionId", Json.of(id));
    tables.put(documents, new Json.Obj(document));
    out.put("ContentDocumentId", Json.of(documentId));
  }

  private void document(Json.Obj row, Map<String, Json> out) {
    Json.Obj quote = get("Quote", row.text("QuoteId"));
    if (row.get("Document").isPresent()) {
      tables.keepFile(row.text("Id"), row.text("Document"));
      out.put("Document", Json.nothing());
    }
    long siblings = tables.where("QuoteDocument", "QuoteId", quote.text("Id")).size();
    out.putIfAbsent("Name", Json.of("%s_V%d.pdf".formatted(quote.text("Name"), siblings + 1)));
    out.put("GrandTotal", quote.get("GrandTotal").orElse(Json.nothing()));
    out.put("Discount", quote.get("Discount").orElse(Json.nothing()));
  }

  private void link(Json.Obj version, String to, Author author) {
    boolean linked =
        tables
            .where("ContentDocumentLink", "ContentDocumentId", version.text("ContentDocumentId"))
            .stream()
            .anyMatch(l -> l.text("LinkedEntityId").equals(to));
    if (!linked) {
      SObject links = schema.named("ContentDocumentLink");
      tables.put(
          links,
          Json.object()
              .put("Id", ids.next(links.prefix()))
              .put("IsDeleted", false)
              .put("SystemModstamp", Values.stamp(author.at()))
              .put("LinkedEntityId", to)
              .put("ContentDocumentId", version.text("ContentDocumentId"))
              .put("ShareType", "V")
              .put("Visibility", "AllUsers")
              .build());
    }
  }

  private void sumOpportunity(String id, Author author) {
    SObject type = schema.named("Opportunity");
    Json.Obj deal = tables.find(type, id).orElseThrow();
    List<Json.Obj> lines = tables.where("OpportunityLineItem", "OpportunityId", id);
    tables.put(
        type,
        stamped(deal, author)
            .with("Amount", Values.number(sum(lines, "TotalPrice")))
            .with("HasOpportunityLineItem", Json.of(!lines.isEmpty())));
  }

  private void sumQuote(String id, Author author) {
    SObject type = schema.named("Quote");
    Json.Obj quote = stamped(tables.find(type, id).orElseThrow(), author);
    tables.put(type, onWrite(type, Optional.of(quote), quote, Set.of()));
  }

  private void syncQuotes(Json.Obj deal) {
    SObject type = schema.named("Quote");
    for (Json.Obj quote : tables.where("Quote", "OpportunityId", deal.text("Id"))) {
      boolean syncing = deal.get("SyncedQuoteId").equals(quote.get("Id"));
      tables.put(type, quote.with("IsSyncing", Json.of(syncing)));
    }
  }

  private static Json.Obj stamped(Json.Obj row, Author author) {
    return row.with("SystemModstamp", Values.stamp(author.at()))
        .with("LastModifiedDate", Values.stamp(author.at()));
  }

  private static List<String> stampNames() {
    return List.of(
        "IsDeleted",
        "CreatedDate",
        "CreatedById",
        "LastModifiedDate",
        "LastModifiedById",
        "SystemModstamp",
        "OwnerId");
  }

  private static BigDecimal sum(List<Json.Obj> lines, String field) {
    return lines.stream()
        .map(l -> Values.decimal(l, field))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Json.Obj get(String type, String id) {
    return tables.find(schema.named(type), id).orElseThrow(ApiError::notFound);
  }
}
