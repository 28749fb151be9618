package io.tieout.sandbox.salesforce;

import io.tieout.fact.party.Address;
import io.tieout.sandbox.salesforce.Records.Author;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.Company.Client;
import io.tieout.sandbox.world.Company.Employee;
import io.tieout.sandbox.world.Company.Person;
import io.tieout.sandbox.world.Company.Product;
import io.tieout.sandbox.world.Company.SeedDeal;
import io.tieout.sandbox.world.Company.SeedLine;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Fills an empty org from the seeded company.
final class Seeding {
  private static final int QUOTE_LIFE_DAYS = 30;
  private static final List<String> STAGES =
      List.of(
          "Prospecting|10|Pipeline",
          "Qualification|10|Pipeline",
          "Value Proposition|50|Pipeline",
          "Proposal/Price Quote|75|Best Case",
          "Negotiation/Review|90|Commit",
          "Closed Won|100|Closed",
          "Closed Lost|0|Omitted");

  private final Company company;
  private final Tables tables;
  private final Records records;
  private final Ids ids;
  private final Map<String, String> users = new HashMap<>();
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<String, String> accounts = new HashMap<>();
  private final Map<String, String> billingContacts = new HashMap<>();
  private final Map<String, String> entries = new HashMap<>();
  private final Map<String, String> deals = new HashMap<>();

  Seeding(Company company, Tables tables, Records records, Ids ids) {
    this.company = company;
    this.tables = tables;
    this.records = records;
    this.ids = ids;
  }

  /// What was made: the org, the integration user, the one who edits by hand, deals by key.
  record Seeded(
      String orgId, String integrationUserId, String editorId, Map<String, String> deals) {
    Seeded {
      deals = Map.copyOf(deals);
    }
  }

  Seeded fill() {
    Instant founded = company.start().minus(Duration.ofDays(400));
    String orgId = ids.next("00D");
    system(
        "Organization",
        orgId,
        founded,
        Json.object()
            .put("Name", company.name())
            .put("Country", company.country())
            .put("DefaultCurrencyIsoCode", company.home().getCode())
            .put("TimeZoneSidKey", "America/New_York")
            .put("LanguageLocaleKey", "en_US")
            .put("OrganizationType", "Enterprise Edition")
            .put("InstanceName", "NA900")
            .put("IsSandbox", false));
    stages(founded);
    String integration = user("integration", "Tieout Integration", "Integration user", founded);
    for (Employee person : company.people()) {
      users.put(
          person.slackId(),
          user(person.email().split("@", -1)[0], person.name(), person.title(), founded));
    }
    Author admin = new Author(integration, founded);
    company.clients().forEach(c -> client(c, admin));
    products(admin);
    company.deals().forEach(this::deal);
    return new Seeded(orgId, integration, users.getOrDefault("U0SAM", integration), deals);
  }

  private void stages(Instant at) {
    int order = 0;
    for (String stage : STAGES) {
      List<String> parts = List.of(stage.split("\\|", -1));
      boolean won = parts.get(1).equals("100");
      order++;
      system(
          "OpportunityStage",
          ids.next("01J"),
          at,
          Json.object()
              .put("MasterLabel", parts.getFirst())
              .put("ApiName", parts.getFirst())
              .put("IsActive", true)
              .put("SortOrder", order)
              .put("IsWon", won)
              .put("IsClosed", won || parts.get(1).equals("0"))
              .put("ForecastCategoryName", parts.get(2))
              .put("DefaultProbability", Values.number(new BigDecimal(parts.get(1)))));
    }
  }

  private String user(String alias, String name, String title, Instant at) {
    String id = ids.next("005");
    int space = name.indexOf(' ');
    String email = alias + "@northwind-analytics.example";
    system(
        "User",
        id,
        at,
        Json.object()
            .put("Username", email)
            .put("Name", name)
            .put("FirstName", name.substring(0, space))
            .put("LastName", name.substring(space + 1))
            .put("Email", email)
            .put("Alias", alias.substring(0, Math.min(8, alias.length())))
            .put("Title", title)
            .put("IsActive", true)
            .put("UserType", "Standard"));
    return id;
  }

  private void client(Client client, Author author) {
    JsonObjBuilder fields =
        Json.object()
            .put("Name", client.name())
            .put("Type", client.ledgerName().isPresent() ? "Customer - Direct" : "Prospect")
            .put("Phone", client.phone())
            .put("Website", client.website());
    address(fields, "Billing", client.billing());
    address(fields, "Shipping", client.shipping());
    String account = create("Account", fields, author);
    accounts.put(client.key(), account);
    clients.put(client.key(), client);
    for (Person person : client.contacts()) {
      JsonObjBuilder contact =
          Json.object()
              .put("AccountId", account)
              .put("FirstName", person.first())
              .put("LastName", person.last())
              .put("Email", person.email())
              .put("Phone", person.phone());
      address(contact, "Mailing", client.billing());
      String id = create("Contact", contact, author);
      if (person.billing()) {
        billingContacts.put(client.key(), id);
      }
    }
  }

  private static void address(JsonObjBuilder fields, String prefix, Address address) {
    fields
        .putText(prefix + "Street", address.street())
        .putText(prefix + "City", address.city())
        .putText(prefix + "State", address.region())
        .putText(prefix + "PostalCode", address.postalCode())
        .putText(prefix + "Country", address.country());
  }

  private void products(Author author) {
    String book = ids.next("01s");
    system(
        "Pricebook2",
        book,
        author.at(),
        Json.object()
            .put("Name", "Standard Price Book")
            .put("IsActive", true)
            .put("IsStandard", true));
    for (Product product : company.products()) {
      String id =
          create(
              "Product2",
              Json.object()
                  .put("Name", product.name())
                  .put("ProductCode", product.code())
                  .put("StockKeepingUnit", product.code())
                  .put("Family", product.family())
                  .put("IsActive", true),
              author);
      entries.put(
          product.code(),
          create(
              "PricebookEntry",
              Json.object()
                  .put("Pricebook2Id", book)
                  .put("Product2Id", id)
                  .put("UnitPrice", product.unitPrice())
                  .put("IsActive", true),
              author));
    }
  }

  private void deal(SeedDeal deal) {
    String owner = users.getOrDefault(deal.ownerSlackId(), "");
    Author author = new Author(owner, touchedAt(deal));
    String book = tables.where("Pricebook2", "IsStandard", "true").getFirst().text("Id");
    String account = accounts.getOrDefault(deal.clientKey(), "");
    String id =
        create(
            "Opportunity",
            Json.object()
                .put("Name", deal.name())
                .put("AccountId", account)
                .put("StageName", deal.stage())
                .put("CloseDate", deal.closeDate().toString())
                .put("OwnerId", owner)
                .put("Pricebook2Id", book)
                .put("Payment_Terms__c", deal.paymentTerms())
                .putText("PO_Number__c", deal.poNumber())
                .putText("Service_Start__c", deal.serviceStart().map(Object::toString))
                .putText("Service_End__c", deal.serviceEnd().map(Object::toString)),
            author);
    deals.put(deal.key(), id);
    List<String> lines = new ArrayList<>();
    for (SeedLine line : deal.lines()) {
      JsonObjBuilder fields = line(line, lines.size() + 1).put("OpportunityId", id);
      lines.add(create("OpportunityLineItem", fields, author));
    }
    Optional.ofNullable(billingContacts.get(deal.clientKey()))
        .ifPresent(contact ->
            create(
                "OpportunityContactRole",
                Json.object()
                    .put("OpportunityId", id)
                    .put("ContactId", contact)
                    .put("Role", "Billing")
                    .put("IsPrimary", true),
                author));
    if (deal.quoted()) {
      quote(deal, id, book, lines, author);
    }
    tables.takeWon();
  }

  /// Closed deals were last touched on their closing date, open ones in the weeks before the start.
  private Instant touchedAt(SeedDeal deal) {
    Duration earlier = Duration.ofMinutes(Math.floorMod(deal.key().hashCode(), 30 * 24 * 60) + 30L);
    return deal.closeDate().isBefore(company.today())
        ? company
            .start()
            .minus(Duration.ofDays(ChronoUnit.DAYS.between(deal.closeDate(), company.today())))
        : company.start().minus(earlier);
  }

  private JsonObjBuilder line(SeedLine line, int order) {
    JsonObjBuilder fields =
        Json.object()
            .put("PricebookEntryId", entries.getOrDefault(line.productCode(), ""))
            .put("Quantity", line.quantity())
            .put("UnitPrice", line.unitPrice())
            .put("SortOrder", order)
            .putText("ServiceDate", line.serviceDate().map(Object::toString))
            .putText("Description", line.description());
    if (line.discountPercent().signum() != 0) {
      fields.put("Discount", line.discountPercent());
    }
    return fields;
  }

  private void quote(SeedDeal deal, String dealId, String book, List<String> lines, Author author) {
    Client client = Objects.requireNonNull(clients.get(deal.clientKey()));
    JsonObjBuilder fields =
        Json.object()
            .put("OpportunityId", dealId)
            .put("Name", "Quote for " + client.name())
            .put("Status", deal.stage().equals("Closed Won") ? "Accepted" : "Presented")
            .put("Pricebook2Id", book)
            .put("BillingName", client.name())
            .put("ExpirationDate", deal.closeDate().plusDays(QUOTE_LIFE_DAYS).toString());
    address(fields, "Billing", client.billing());
    String quote = create("Quote", fields, author);
    for (int i = 0; i < lines.size(); i++) {
      SeedLine line = deal.lines().get(i);
      create(
          "QuoteLineItem",
          line(line, i + 1)
              .put("QuoteId", quote)
              .put("OpportunityLineItemId", lines.get(i))
              .put("Description", company.product(line.productCode()).name()),
          author);
    }
    records.update(
        tables.schema().named("Opportunity"),
        dealId,
        Json.object().put("SyncedQuoteId", quote).build(),
        author);
    pdf(quote, accounts.getOrDefault(deal.clientKey(), ""), author);
  }

  private void pdf(String quote, String account, Author author) {
    String document = create("QuoteDocument", Json.object().put("QuoteId", quote), author);
    Json.Obj row = row("QuoteDocument", document);
    String version =
        create(
            "ContentVersion",
            Json.object()
                .put("Title", row.text("Name"))
                .put("PathOnClient", row.text("Name"))
                .put("FirstPublishLocationId", quote),
            author);
    tables.put(
        tables.schema().named("QuoteDocument"), row.with("ContentVersionDocumentId", version));
    for (String file : List.of(document, version)) {
      tables.keepFile(
          file,
          () ->
              QuotePdf.of(
                  company.name(),
                  row("Quote", quote),
                  row("Account", account),
                  tables.where("QuoteLineItem", "QuoteId", quote)));
    }
  }

  private Json.Obj row(String type, String id) {
    return tables.find(tables.schema().named(type), id).orElseThrow();
  }

  private String create(String type, JsonObjBuilder fields, Author author) {
    return records.create(tables.schema().named(type), fields.build(), author);
  }

  /// A row of an object that callers cannot create.
  private void system(String type, String id, Instant at, JsonObjBuilder fields) {
    Map<String, Json> row = new HashMap<>(fields.build().fields());
    row.put("Id", Json.of(id));
    row.put("IsDeleted", Json.of(false));
    for (String stamp : List.of("CreatedDate", "LastModifiedDate", "SystemModstamp")) {
      row.put(stamp, Values.stamp(at));
    }
    tables.put(tables.schema().named(type), new Json.Obj(row));
  }
}
