package io.tieout.sandbox.xerobooks;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Fills the books from the seeded company: what a bookkeeper would have entered over the years.
/// Amounts are taken as they are into the organisation's base currency.
public final class Seeding {
  static final String BANK = "090";
  private static final int CODE = 30;

  private final Books books;
  private final Desk desk;
  private final Company company;
  private final Map<String, String> contacts = new HashMap<>();
  private final Map<String, String> items = new HashMap<>();

  public Seeding(Books books, Desk desk, Company company) {
    this.books = books;
    this.desk = desk;
    this.company = company;
  }

  public void run() {
    Instant opened = company.start().minus(900, ChronoUnit.DAYS);
    books.asOf(
        opened,
        () -> {
          books.transaction(() -> {
            Currencies.load(books);
            TaxTables.load(books);
            Chart.load(books);
            theme();
            return opened;
          });
          tracking();
          items();
          clients();
          return opened;
        });
    company.pastInvoices().stream()
        .sorted(Comparator.comparing(Company.PastInvoice::issued))
        .forEach(this::invoice);
  }

  private void theme() {
    books.insert(
        Kind.BRANDING_THEME,
        Json.object()
            .put("Name", "Standard")
            .put("SortOrder", 0)
            .put("CreatedDateUTC", books.now().toString())
            .build(),
        false);
  }

  private void tracking() {
    category("Region", List.of("North America", "Europe", "Asia Pacific"));
    category(
        "Product line",
        company.products().stream().map(Company.Product::family).distinct().toList());
  }

  private void category(String name, List<String> options) {
    List<Json.Obj> all = options.stream().map(o -> Json.object().put("Name", o).build()).toList();
    enter(Kind.TRACKING_CATEGORY, Json.object().put("Name", name).put("Options", all));
  }

  private void items() {
    for (Company.Product product : company.products()) {
      product
          .ledgerItemName()
          .ifPresent(name -> {
            String code = product.ledgerSku().orElseGet(() -> code(name));
            JsonObjBuilder sales =
                Json.object()
                    .put("UnitPrice", product.unitPrice())
                    .put("AccountCode", Chart.SALES)
                    .put("TaxType", taxType(product.taxable()));
            enter(
                Kind.ITEM,
                Json.object()
                    .put("Code", code)
                    .put("Name", name)
                    .put("Description", product.name())
                    .put("SalesDetails", sales));
            items.put(product.code(), code);
          });
    }
  }

  /// Items need a code; where nobody gave one it is made from the name.
  private static String code(String name) {
    String code = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "-").replaceAll("-$", "");
    return code.length() > CODE ? code.substring(0, CODE) : code;
  }

  private String taxType(boolean taxed) {
    String country = books.profile().country();
    return taxed ? TaxTables.taxedSales(country) : TaxTables.untaxedSales(country);
  }

  /// Clients that the CRM holds twice share one contact of the books.
  private void clients() {
    Map<String, String> byName = new HashMap<>();
    for (Company.Client client : company.clients()) {
      client
          .ledgerName()
          .ifPresent(name ->
              contacts.put(client.key(), byName.computeIfAbsent(name, n -> contact(client, n))));
    }
  }

  private String contact(Company.Client client, String name) {
    JsonObjBuilder doc = Json.object().put("Name", name);
    Optional<Company.Person> person =
        client.contacts().stream()
            .filter(Company.Person::billing)
            .findFirst()
            .or(() -> client.contacts().stream().findFirst());
    person.ifPresent(p ->
        doc.put("FirstName", p.first()).put("LastName", p.last()).put("EmailAddress", p.email()));
    if (!client.phone().isBlank()) {
      doc.put(
          "Phones",
          List.of(
              Json.object()
                  .put("PhoneType", "DEFAULT")
                  .put("PhoneNumber", client.phone())
                  .build()));
    }
    doc.put(
        "Addresses",
        List.of(address("POBOX", client.billing()), address("STREET", client.shipping())));
    return enter(Kind.CONTACT, doc).id();
  }

  private static Json.Obj address(String type, Address address) {
    return Json.object()
        .put("AddressType", type)
        .putText("AddressLine1", address.street())
        .putText("City", address.city())
        .putText("Region", address.region())
        .putText("PostalCode", address.postalCode())
        .putText("Country", address.country())
        .build();
  }

  private void invoice(Company.PastInvoice past) {
    Optional<String> contact = Optional.ofNullable(contacts.get(past.clientKey()));
    if (contact.isEmpty()) {
      return;
    }
    Company.Product product = company.product(past.productCode());
    boolean taxed = product.taxable() && company.client(past.clientKey()).taxable();
    JsonObjBuilder line =
        Json.object()
            .put("Description", product.name())
            .put("Quantity", 1)
            .put("UnitAmount", past.net().getAmount())
            .put("AccountCode", Chart.SALES)
            .put("TaxType", taxType(taxed))
            .putText("ItemCode", Optional.ofNullable(items.get(past.productCode())));
    JsonObjBuilder doc =
        Json.object()
            .put("Type", "ACCREC")
            .put("Status", "AUTHORISED")
            .put("Contact", Json.object().put("ContactID", contact.get()))
            .put("InvoiceNumber", past.number())
            .put("Date", past.issued().toString())
            .put("DueDate", past.due().toString())
            .put("SentToContact", true)
            .put("LineItems", List.of(line.build()));
    Row row = books.asOf(noon(past.issued()), () -> enter(Kind.INVOICE, doc));
    past.paidOn()
        .ifPresent(day ->
            books.asOf(
                noon(day),
                () -> enter(Kind.PAYMENT, payment(row.id(), row.doc().decimal("AmountDue"), day))));
  }

  /// A payment of part or all of an invoice into the bank account.
  public static JsonObjBuilder payment(String invoiceId, BigDecimal amount, LocalDate day) {
    return Json.object()
        .put("Invoice", Json.object().put("InvoiceID", invoiceId))
        .put("Account", Json.object().put("Code", BANK))
        .put("Date", day.toString())
        .put("Amount", amount);
  }

  private Row enter(Kind kind, JsonObjBuilder doc) {
    return desk.save(kind, Order.byPerson(doc.build())).row();
  }

  private Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(books.profile().zone()).toInstant();
  }
}
