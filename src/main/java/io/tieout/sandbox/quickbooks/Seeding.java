package io.tieout.sandbox.quickbooks;

import io.tieout.fact.party.Address;
import io.tieout.sandbox.world.Company;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills the books from the seeded company: what a bookkeeper would have entered over the years.
final class Seeding {
  static final String UNDEPOSITED = "Undeposited Funds";
  static final String DISCOUNTS = "Discounts given";
  private static final String INCOME = "Sales of Product Income";

  private final Books books;
  private final Desk desk;
  private final Company company;
  private final Map<String, String> customers = new HashMap<>();
  private final Map<String, String> items = new HashMap<>();

  Seeding(Books books, Desk desk, Company company) {
    this.books = books;
    this.desk = desk;
    this.company = company;
  }

  void run() {
    Instant opened = company.start().minus(900, ChronoUnit.DAYS);
    books.asOf(
        opened,
        () -> {
          TaxTables.load(books);
          accounts();
          terms();
          methods();
          items();
          vendors();
          clients();
          return opened;
        });
    company.pastInvoices().stream()
        .sorted(Comparator.comparing(Company.PastInvoice::issued))
        .forEach(this::invoice);
  }

  private void accounts() {
    String income = account(INCOME, "Income", "SalesOfProductIncome");
    account("Services", "Income", "ServiceFeeIncome");
    account(DISCOUNTS, "Income", "DiscountsRefundsGiven");
    account("Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable");
    account("Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable");
    account(UNDEPOSITED, "Other Current Asset", "UndepositedFunds");
    account("Checking", "Bank", "Checking");
    account("Deferred Revenue", "Other Current Liability", "DeferredRevenue");
    account("Sales Tax Payable", "Other Current Liability", "SalesTaxPayable");
    account("Unbilled Receivables", "Other Current Asset", "OtherCurrentAssets");
    account("Bank Charges", "Expense", "BankCharges");
    account("Advertising & Marketing", "Expense", "AdvertisingPromotional");
    items.put("", income);
  }

  private String account(String name, String type, String subType) {
    return enter(
        Kind.ACCOUNT,
        Json.object().put("Name", name).put("AccountType", type).put("AccountSubType", subType));
  }

  private void terms() {
    term("Due on receipt", 0);
    term("Net 15", 15);
    term("Net 30", 30);
    term("Net 45", 45);
    term("Net 60", 60);
  }

  private void term(String name, int days) {
    enter(Kind.TERM, Json.object().put("Name", name).put("DueDays", days));
  }

  private void methods() {
    for (String name : List.of("Cash", "Check", "Credit Card", "Bank Transfer")) {
      enter(Kind.PAYMENT_METHOD, Json.object().put("Name", name));
    }
  }

  private void items() {
    String income = items.getOrDefault("", "1");
    enter(Kind.ITEM, item("Services", "Service", income));
    for (Company.Product product : company.products()) {
      product
          .ledgerItemName()
          .ifPresent(name ->
              items.put(
                  product.code(),
                  enter(
                      Kind.ITEM,
                      item(name, "Service", income)
                          .putText("Sku", product.ledgerSku())
                          .put("Description", product.name())
                          .put("UnitPrice", product.unitPrice())
                          .put("Taxable", product.taxable()))));
    }
  }

  private static JsonObjBuilder item(String name, String type, String income) {
    return Json.object()
        .put("Name", name)
        .put("Type", type)
        .put("IncomeAccountRef", Json.object().put("value", income));
  }

  private void vendors() {
    for (String name :
        List.of("Brightline Office Supply", "Harbor Cloud Hosting", "Northgate Legal LLP")) {
      enter(Kind.VENDOR, Json.object().put("DisplayName", name).put("CompanyName", name));
    }
    for (Company.Employee person : company.people()) {
      enter(
          Kind.EMPLOYEE,
          Json.object()
              .put("DisplayName", person.name())
              .put("GivenName", person.name().replaceFirst("\\s.*", ""))
              .put("FamilyName", person.name().replaceFirst("^\\S+\\s*", "")));
    }
  }

  /// Clients that the CRM holds twice share one customer of the books.
  private void clients() {
    Map<String, String> byName = new HashMap<>();
    for (Company.Client client : company.clients()) {
      client
          .ledgerName()
          .ifPresent(name ->
              customers.put(client.key(), byName.computeIfAbsent(name, n -> client(client, n))));
    }
  }

  private String client(Company.Client client, String name) {
    JsonObjBuilder doc =
        Json.object()
            .put("DisplayName", name)
            .put("CompanyName", name)
            .put("Taxable", client.taxable());
    Optional<Company.Person> contact =
        client.contacts().stream()
            .filter(Company.Person::billing)
            .findFirst()
            .or(() -> client.contacts().stream().findFirst());
    contact.ifPresent(c ->
        doc.put("GivenName", c.first())
            .put("FamilyName", c.last())
            .put("PrimaryEmailAddr", Json.object().put("Address", c.email())));
    if (!client.phone().isBlank()) {
      doc.put("PrimaryPhone", Json.object().put("FreeFormNumber", client.phone()));
    }
    if (!client.billing().isEmpty()) {
      doc.put("BillAddr", address(client.billing()));
    }
    if (!client.shipping().isEmpty()) {
      doc.put("ShipAddr", address(client.shipping()));
    }
    return enter(Kind.CUSTOMER, doc);
  }

  private static JsonObjBuilder address(Address address) {
    return Json.object()
        .putText("Line1", address.street())
        .putText("City", address.city())
        .putText("CountrySubDivisionCode", address.region())
        .putText("PostalCode", address.postalCode())
        .putText("Country", address.country());
  }

  private void invoice(Company.PastInvoice past) {
    Optional<String> customer = Optional.ofNullable(customers.get(past.clientKey()));
    if (customer.isEmpty()) {
      return;
    }
    BigDecimal net = past.net().getAmount();
    boolean taxable =
        company.products().stream()
            .anyMatch(p -> p.code().equals(past.productCode()) && p.taxable());
    String code = books.settings().american() ? (taxable ? "TAX" : "NON") : "1";
    JsonObjBuilder detail =
        Json.object()
            .put("ItemRef", Json.object().put("value", items.getOrDefault(past.productCode(), "1")))
            .put("Qty", 1)
            .put("UnitPrice", net)
            .put("TaxCodeRef", Json.object().put("value", code));
    Json.Obj line =
        Json.object()
            .put("Amount", net)
            .put("DetailType", "SalesItemLineDetail")
            .put("SalesItemLineDetail", detail)
            .build();
    JsonObjBuilder doc =
        Json.object()
            .put("CustomerRef", Json.object().put("value", customer.get()))
            .put("DocNumber", past.number())
            .put("TxnDate", past.issued().toString())
            .put("DueDate", past.due().toString())
            .put("Line", List.of(line));
    String id = books.asOf(noon(past.issued()), () -> enter(Kind.INVOICE, doc));
    past.paidOn().ifPresent(day -> pay(id, day));
  }

  private void pay(String invoiceId, LocalDate day) {
    Json.Obj invoice = books.find(Kind.INVOICE, invoiceId).orElseThrow(Refusal::notFound);
    Json.Obj payment = payment(invoice, Docs.amount(invoice, "Balance"), day);
    books.asOf(
        noon(day), () -> desk.carryOut(Order.byPerson(Kind.PAYMENT, Order.Action.CREATE, payment)));
  }

  /// A payment of part or all of an invoice.
  static Json.Obj payment(Json.Obj invoice, BigDecimal amount, LocalDate day) {
    Json.Obj link =
        Json.object().put("TxnId", invoice.text("Id")).put("TxnType", "Invoice").build();
    Json.Obj line = Json.object().put("Amount", amount).put("LinkedTxn", List.of(link)).build();
    return Json.object()
        .put("CustomerRef", Json.object().put("value", invoice.obj("CustomerRef").text("value")))
        .put("TotalAmt", amount)
        .put("TxnDate", day.toString())
        .put("Line", List.of(line))
        .build();
  }

  private String enter(Kind kind, JsonObjBuilder doc) {
    return desk.carryOut(Order.byPerson(kind, Order.Action.CREATE, doc.build())).text("Id");
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(Stamp.PACIFIC).toInstant();
  }
}
