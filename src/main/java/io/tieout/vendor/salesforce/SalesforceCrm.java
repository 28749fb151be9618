package io.tieout.vendor.salesforce;

import io.tieout.fact.check.Check;
import io.tieout.fact.check.Checkable;
import io.tieout.fact.check.Lifetime;
import io.tieout.fact.check.Retiring;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Activity;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.crm.CrmChange;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmPage;
import io.tieout.fact.crm.CrmRecord;
import io.tieout.fact.crm.CrmWriter;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealAudit;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.DealStamp;
import io.tieout.fact.crm.Product;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.party.Document;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Timing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// One Salesforce organisation as a CRM to read, and our own fields in it to write.
public final class SalesforceCrm implements Crm, CrmWriter, Checkable, Retiring, AutoCloseable {
  private static final String LINE = "OpportunityLineItem";
  private static final int MAX_SUBJECT = 255;
  private static final int PAGE = 2_000;

  private final SalesforceApi api;
  private final Fields fields;
  private final Currencies currencies;
  private final DealFields deals;
  private final SalesforceRows rows;
  private final QuoteDocuments documents;
  private final SalesforceFeed feed;
  private final SalesforceSettings settings;
  private final InstantSource clock;
  private final int page;

  public SalesforceCrm(SalesforceSettings settings, Timing timing) {
    this(settings, timing, PAGE);
  }

  /// @param page records a page of copies
  SalesforceCrm(SalesforceSettings settings, Timing timing, int page) {
    this.settings = settings;
    this.clock = timing.clock();
    this.page = page;
    this.api = new SalesforceApi(settings, timing);
    this.fields = new Fields(api, timing.clock());
    this.currencies = new Currencies(api, fields, settings.currency());
    this.deals = new DealFields(settings, currencies);
    this.rows = new SalesforceRows(currencies);
    this.documents = new QuoteDocuments(api);
    this.feed = new SalesforceFeed(api);
  }

  @Override
  public List<Check> checks() {
    return new SalesforceChecks(settings, api, fields, clock).run();
  }

  @Override
  public Lifetime lifetime() {
    return SalesforceVersions.lifetime(api.usedVersion());
  }

  @Override
  public String system() {
    return "salesforce";
  }

  /// The session that this connector uses, for Salesforce's other APIs.
  public SessionSource sessions() {
    return api;
  }

  /// Where copies of audit entries are kept, if they are.
  public Optional<DealAudit> audit() {
    return settings.auditCopy() ? Optional.of(new SalesforceAudit(api)) : Optional.empty();
  }

  /// How many of the organisation's daily calls are used, as Salesforce said last.
  public Optional<Usage> usage() {
    return api.usage().last();
  }

  @Override
  public Instant serverTime() {
    return api.serverTime();
  }

  @Override
  public Optional<Deal> deal(String dealId) {
    String id = SalesforceId.of(dealId);
    return one(Soql.select(deals.selection(fields), DealFields.OBJECT).equal("Id", id))
        .map(row -> Shape.read("opportunity " + id, () -> deal(row)));
  }

  @Override
  public List<DealLine> lines(String dealId) {
    String id = SalesforceId.of(dealId);
    List<String> selected = selection(LINE, SalesforceRows.LINE, SalesforceRows.LINE_OPTIONAL);
    Soql soql = Soql.select(selected, LINE).equal("OpportunityId", id);
    if (fields.has(LINE, "SortOrder")) {
      soql.ascending("SortOrder");
    }
    List<Json.Obj> read = api.query(soql.ascending("Id"));
    long counted = api.count(soql);
    if (counted != read.size()) {
      throw new Fault.Transient(
              "Salesforce: opportunity %s has %d lines but %d were read; they change just now"
                  .formatted(id, counted, read.size()))
          .asException();
    }
    if (read.isEmpty()) {
      checkNoneIsHidden(id);
    }
    return Shape.read(
        "the lines of opportunity " + id, () -> read.stream().map(rows::line).toList());
  }

  @Override
  public Optional<Account> account(String accountId) {
    String id = SalesforceId.of(accountId);
    return one(Soql.select(selection(CrmKind.ACCOUNT), "Account").equal("Id", id))
        .map(row -> Shape.read("account " + id, () -> account(row)));
  }

  /// None when it belongs to no account: such a contact is private to its owner.
  @Override
  public Optional<Contact> contact(String contactId) {
    String id = SalesforceId.of(contactId);
    return one(Soql.select(selection(CrmKind.CONTACT), "Contact").equal("Id", id))
        .filter(row -> row.get("AccountId").isPresent())
        .map(row -> Shape.read("contact " + id, () -> SalesforceRows.contact(row)));
  }

  @Override
  public Optional<Product> product(String productId) {
    String id = SalesforceId.of(productId);
    return one(Soql.select(selection(CrmKind.PRODUCT), "Product2").equal("Id", id))
        .map(row -> Shape.read("product " + id, () -> SalesforceRows.product(row)));
  }

  @Override
  public Optional<Contact> billingContact(String dealId) {
    String id = SalesforceId.of(dealId);
    List<Json.Obj> roles =
        api.query(
            Soql.select(List.of("ContactId", "Role", "IsPrimary"), "OpportunityContactRole")
                .equal("OpportunityId", id)
                .ascending("Id"));
    return Shape.read("the contact roles of opportunity " + id, () -> chosen(roles).stream())
        .flatMap(contact -> contact(contact).stream())
        .findFirst();
  }

  @Override
  public Optional<Quote> quote(String quoteId) {
    String id = SalesforceId.of(quoteId);
    List<String> selected = selection("Quote", SalesforceRows.QUOTE, SalesforceRows.QUOTE_OPTIONAL);
    return one(Soql.select(selected, "Quote").equal("Id", id))
        .map(row ->
            Shape.read(
                "quote " + id, () -> rows.quote(row, documents.newest(id), api.page("Quote", id))));
  }

  @Override
  public Document document(String documentId) {
    return documents.document(SalesforceId.of(documentId));
  }

  @Override
  public List<DealStamp> dealsChanged(Instant from, Instant to) {
    return feed.deals(from, to);
  }

  @Override
  public List<CrmChange> changes(Instant from, Instant to) {
    return feed.changes(from, to);
  }

  @Override
  public CrmPage page(CrmKind kind, Optional<String> after) {
    Soql soql = Soql.select(selection(kind), SalesforceFeed.object(kind));
    after.ifPresent(id -> soql.beyond("Id", SalesforceId.of(id)));
    List<Json.Obj> read = api.query(soql.ascending("Id").first(page));
    Optional<String> last =
        read.size() < page ? Optional.empty() : Optional.of(read.getLast().text("Id"));
    return new CrmPage(read.stream().flatMap(row -> record(kind, row).stream()).toList(), last);
  }

  /// A Task's text cannot be filtered by Salesforce, so the deal's tasks are read and looked
  /// through here.
  @Override
  public List<Activity> activities(String dealId, String key) {
    String id = SalesforceId.of(dealId);
    List<String> selected = List.of("Id", "WhatId", "Subject", "Description", "ActivityDate");
    return Shape.read(
        "the tasks of opportunity " + id,
        () ->
            api.query(Soql.select(selected, "Task").equal("WhatId", id).ascending("Id")).stream()
                .filter(row -> row.optText("Description").orElse("").contains(key))
                .filter(row -> row.get("ActivityDate").isPresent())
                .map(row -> SalesforceRows.activity(row, key))
                .toList());
  }

  @Override
  public void writeFinance(String dealId, DealFinance finance) {
    String id = SalesforceId.of(dealId);
    fields.writable(DealFields.OBJECT, settings.finance().all());
    checkCurrency(id, finance);
    api.update(DealFields.OBJECT, id, deals.body(finance));
  }

  @Override
  public String logActivity(Activity activity) {
    String text =
        activity.text().contains(activity.key())
            ? activity.text()
            : activity.text() + "\n" + activity.key();
    String subject = activity.subject();
    return api.create(
        "Task",
        Json.object()
            .put("WhatId", SalesforceId.of(activity.dealId()))
            .put(
                "Subject",
                subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) : subject)
            .put("Description", text)
            .put("Status", "Completed")
            .put("ActivityDate", activity.date().toString())
            .build());
  }

  @Override
  public void close() {
    api.close();
  }

  /// Salesforce keeps a bare number in the record's currency: one in another would be misread.
  private void checkCurrency(String id, DealFinance finance) {
    List<CurrencyUnit> written =
        Stream.of(finance.invoiceAmount(), finance.balance())
            .flatMap(Optional::stream)
            .map(Money::getCurrencyUnit)
            .distinct()
            .toList();
    if (written.isEmpty()) {
      return;
    }
    List<String> selected = new ArrayList<>(List.of("Id"));
    selected.addAll(fields.present(DealFields.OBJECT, List.of(Currencies.FIELD)));
    CurrencyUnit kept =
        one(Soql.select(selected, DealFields.OBJECT).equal("Id", id))
            .map(row -> Shape.read("opportunity " + id, () -> currencies.of(row)))
            .orElseThrow(() ->
                new Fault.Refused("Salesforce has no opportunity " + id, "NOT_FOUND")
                    .asException());
    if (!written.equals(List.of(kept))) {
      throw new Fault.Refused(
              "Salesforce: opportunity %s is in %s, amounts in %s cannot be kept on it"
                  .formatted(id, kept, written),
              "CURRENCY_MISMATCH")
          .asException();
    }
  }

  /// Lines that we may not see would make an empty invoice.
  private void checkNoneIsHidden(String dealId) {
    one(Soql.select(List.of("Id", "HasOpportunityLineItem"), DealFields.OBJECT).equal("Id", dealId))
        .filter(row -> row.flag("HasOpportunityLineItem"))
        .ifPresent(_ -> {
          throw new Fault.Broken(
                  "Salesforce: opportunity %s has lines the integration user does not see"
                          .formatted(dealId)
                      + "; assign the permission set Tieout_Integration")
              .asException();
        });
  }

  /// Ids of contacts, the one to ask first.
  private static List<String> chosen(List<Json.Obj> roles) {
    return Stream.concat(
            roles.stream().filter(role -> bills(role.optText("Role").orElse(""))),
            roles.stream().filter(role -> role.flag("IsPrimary")))
        .flatMap(role -> role.optText("ContactId").stream())
        .distinct()
        .toList();
  }

  private static boolean bills(String role) {
    String lower = role.toLowerCase(Locale.ROOT);
    return lower.startsWith("billing") || lower.equals("accounts payable");
  }

  private List<String> selection(CrmKind kind) {
    return switch (kind) {
      case DEAL -> deals.selection(fields);
      case ACCOUNT -> {
        List<String> wanted = new ArrayList<>(SalesforceRows.ACCOUNT_OPTIONAL);
        wanted.addAll(settings.also().account());
        yield selection("Account", SalesforceRows.ACCOUNT, wanted);
      }
      case CONTACT -> selection("Contact", SalesforceRows.CONTACT, List.of());
      case PRODUCT ->
          selection("Product2", SalesforceRows.PRODUCT, SalesforceRows.PRODUCT_OPTIONAL);
    };
  }

  /// What cannot stand alone is left out of copies: a deal or a contact without an account.
  private Optional<CrmRecord> record(CrmKind kind, Json.Obj row) {
    boolean whole =
        switch (kind) {
          case DEAL, CONTACT -> row.get("AccountId").isPresent();
          case ACCOUNT, PRODUCT -> true;
        };
    return Optional.of(row)
        .filter(_ -> whole)
        .map(r ->
            Shape.read(
                "a page of " + SalesforceFeed.object(kind),
                () ->
                    switch (kind) {
                      case DEAL -> deal(r);
                      case ACCOUNT -> account(r);
                      case CONTACT -> SalesforceRows.contact(r);
                      case PRODUCT -> SalesforceRows.product(r);
                    }));
  }

  private Deal deal(Json.Obj row) {
    return deals.deal(row, api.page(DealFields.OBJECT, row.text("Id")));
  }

  private Account account(Json.Obj row) {
    return SalesforceRows.account(
        row, settings.also().account(), api.page("Account", row.text("Id")));
  }

  private List<String> selection(
      String object, Collection<String> needed, Collection<String> wanted) {
    List<String> all = new ArrayList<>(fields.needed(object, needed));
    all.addAll(fields.present(object, wanted));
    return all;
  }

  private Optional<Json.Obj> one(Soql soql) {
    return api.query(soql).stream().findFirst();
  }
}
