package io.tieout.sandbox.hubspot;

import io.tieout.fact.party.Address;
import io.tieout.sandbox.hubspot.Change.Tell;
import io.tieout.sandbox.hubspot.Link.End;
import io.tieout.sandbox.hubspot.Link.Spec;
import io.tieout.sandbox.hubspot.Pipelines.Pipeline;
import io.tieout.sandbox.hubspot.Pipelines.Stage;
import io.tieout.sandbox.world.Company;
import io.tieout.sandbox.world.Company.Client;
import io.tieout.sandbox.world.Company.Employee;
import io.tieout.sandbox.world.Company.Person;
import io.tieout.sandbox.world.Company.Product;
import io.tieout.sandbox.world.Company.SeedDeal;
import io.tieout.sandbox.world.Company.SeedLine;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fills an empty portal from the seeded company.
final class Seeding {
  /// The seeded pipeline: label | id | probability. Some ids are those of the vendor's own
  /// pipeline, some of stages made later, the won one among them: whoever looks for `closedwon`
  /// misses it.
  private static final List<String> STAGES =
      List.of(
          "Prospecting|appointmentscheduled|0.1",
          "Qualification|qualifiedtobuy|0.2",
          "Value Proposition|1104218351|0.5",
          "Proposal/Price Quote|1104218352|0.7",
          "Negotiation/Review|contractsent|0.9",
          "Closed Won|1104218353|1.0",
          "Closed Lost|closedlost|0.0");

  private static final List<String> RENEWALS =
      List.of("Renewal due|98120001|0.3", "Renewed|98120002|1.0", "Lapsed|98120003|0.0");
  private static final String PIPELINE = "default";
  private static final String TERMS_GROUP = "contract_terms";
  private static final int QUOTE_LIFE_DAYS = 30;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /// Noon in the company's time zone: the same date there as in UTC.
  private static final int HOUR_OF_CLOSE = 17;

  private final Company company;
  private final Portal portal;
  private final SettingsApi settings;
  private final Map<String, SettingsApi.Owner> owners = new HashMap<>();
  private final Map<String, Long> companies = new HashMap<>();
  private final Map<String, List<Long>> contacts = new HashMap<>();
  private final Map<String, Long> billing = new HashMap<>();
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<String, Long> products = new HashMap<>();
  private final Map<String, Long> deals = new HashMap<>();
  private final Spec billingLabel;
  private Tell tell;

  Seeding(Company company, Portal portal, SettingsApi settings) {
    this.company = company;
    this.portal = portal;
    this.settings = settings;
    this.tell = new Tell(founded(company), Author.person(0));
    this.billingLabel =
        portal.associations().types().label(ObjectType.DEAL, ObjectType.CONTACT, "Billing contact");
  }

  /// What was made: deals and companies by key, and who edits by hand.
  record Seeded(Map<String, Long> deals, Map<String, Long> companies, long editor) {
    Seeded {
      deals = Map.copyOf(deals);
      companies = Map.copyOf(companies);
    }
  }

  static Instant founded(Company company) {
    return company.start().minus(Duration.ofDays(400)).truncatedTo(ChronoUnit.MILLIS);
  }

  /// A date as the vendor keeps a deal's close date: with a time of day.
  static String close(LocalDate date) {
    return Stamps.iso(date.atTime(HOUR_OF_CLOSE, 0).toInstant(ZoneOffset.UTC));
  }

  Seeded fill() {
    pipeline(PIPELINE, "Sales Pipeline", STAGES, 0);
    pipeline("76215038", "Renewals", RENEWALS, 1);
    terms();
    company.people().forEach(this::owner);
    company.clients().forEach(this::client);
    company.products().forEach(this::product);
    // Nobody is told of what was there from the start; taking it as we go keeps the journal short.
    var _ = portal.settle(Instant.EPOCH);
    for (SeedDeal deal : company.deals()) {
      deal(deal);
      var _ = portal.settle(Instant.EPOCH);
    }
    long editor = Optional.ofNullable(owners.get("U0SAM")).map(o -> o.userId()).orElse(1L);
    return new Seeded(deals, companies, editor);
  }

  private void pipeline(String id, String label, List<String> stages, int order) {
    List<Stage> made = new ArrayList<>();
    for (String stage : stages) {
      List<String> parts = List.of(stage.split("\\|", -1));
      BigDecimal probability = new BigDecimal(parts.get(2));
      boolean closed = probability.signum() == 0 || probability.compareTo(BigDecimal.ONE) == 0;
      made.add(new Stage(parts.get(1), parts.get(0), made.size(), probability, closed, tell.at()));
    }
    portal.pipelines().put(new Pipeline(id, label, order, made, tell.at()));
  }

  /// What the company itself keeps on its deals.
  private void terms() {
    PropertyBook book = portal.properties();
    book.createGroup(
        ObjectType.DEAL,
        Json.object().put("name", TERMS_GROUP).put("label", "Contract terms").build());
    own("payment_terms", "Payment terms", "string", "text");
    own("po_number", "PO number", "string", "text");
    own("service_start", "Service start", "date", "date");
    own("service_end", "Service end", "date", "date");
  }

  private void own(String name, String label, String type, String fieldType) {
    portal
        .properties()
        .create(
            ObjectType.DEAL,
            Json.object()
                .put("name", name)
                .put("label", label)
                .put("groupName", TERMS_GROUP)
                .put("type", type)
                .put("fieldType", fieldType)
                .build(),
            tell.at());
  }

  private void owner(Employee person) {
    int space = person.name().indexOf(' ');
    int number = owners.size() + 1;
    SettingsApi.Owner owner =
        new SettingsApi.Owner(
            Long.toString(78_410_000L + number * 13L),
            61_400_000L + number * 17L,
            person.email(),
            person.name().substring(0, space),
            person.name().substring(space + 1),
            tell.at());
    owners.put(person.slackId(), owner);
    settings.add(owner);
  }

  private void client(Client client) {
    clients.put(client.key(), client);
    Address address = client.billing();
    Fields fields =
        new Fields()
            .put("name", client.name())
            .put("website", client.website())
            .put("domain", client.website().replaceFirst("^https?://(www\\.)?", ""))
            .put("phone", client.phone())
            .put("address", address.street())
            .put("city", address.city())
            .put("state", address.region())
            .put("zip", address.postalCode())
            .put("country", address.country())
            .put("lifecyclestage", client.ledgerName().isPresent() ? "customer" : "opportunity");
    long id = create(ObjectType.COMPANY, fields);
    companies.put(client.key(), id);
    for (Person person : client.contacts()) {
      long contact = contact(person, client);
      contacts.computeIfAbsent(client.key(), _ -> new ArrayList<>()).add(contact);
      link(
          new End(ObjectType.CONTACT, contact),
          new End(ObjectType.COMPANY, id),
          Set.of(Spec.hubspot(1)));
      if (person.billing()) {
        billing.put(client.key(), contact);
      }
    }
  }

  /// Emails are unique: one who works for two companies of ours is one contact.
  private long contact(Person person, Client client) {
    return portal
        .shelf(ObjectType.CONTACT)
        .by("email", person.email())
        .map(Row::id)
        .orElseGet(() ->
            create(
                ObjectType.CONTACT,
                new Fields()
                    .put("email", person.email())
                    .put("firstname", person.first())
                    .put("lastname", person.last())
                    .put("phone", person.phone())
                    .put("company", client.name())));
  }

  private void product(Product product) {
    products.put(
        product.code(),
        create(
            ObjectType.PRODUCT,
            new Fields()
                .put("name", product.name())
                .put("hs_sku", product.code())
                .put("price", product.unitPrice().toPlainString())
                .put("description", product.family())));
  }

  private void deal(SeedDeal deal) {
    Tell before = tell;
    tell = new Tell(touchedAt(deal), Author.person(0));
    Fields fields =
        new Fields()
            .put("dealname", deal.name())
            .put("pipeline", PIPELINE)
            .put("dealstage", stageId(deal.stage()))
            .put("closedate", close(deal.closeDate()))
            .put("deal_currency_code", company.home().getCode())
            .put("hubspot_owner_id", ownerId(deal))
            .put("payment_terms", deal.paymentTerms())
            .put("po_number", deal.poNumber())
            .put("service_start", deal.serviceStart().map(LocalDate::toString))
            .put("service_end", deal.serviceEnd().map(LocalDate::toString));
    if (!deal.lines().isEmpty()) {
      fields.put("amount", deal.amount(company.home()).getAmount().toPlainString());
    }
    End end = new End(ObjectType.DEAL, create(ObjectType.DEAL, fields));
    deals.put(deal.key(), end.id());
    Optional.ofNullable(companies.get(deal.clientKey()))
        .ifPresent(c -> link(end, new End(ObjectType.COMPANY, c), Set.of(Spec.hubspot(5))));
    for (long contact : contacts.getOrDefault(deal.clientKey(), List.of())) {
      boolean pays = Long.valueOf(contact).equals(billing.get(deal.clientKey()));
      link(end, new End(ObjectType.CONTACT, contact), pays ? Set.of(billingLabel) : Set.of());
    }
    lines(deal, end);
    if (deal.quoted()) {
      quote(deal, end);
    }
    tell = before;
  }

  private void lines(SeedDeal deal, End parent) {
    int order = 0;
    for (SeedLine line : deal.lines()) {
      long id = create(ObjectType.LINE_ITEM, line(deal, line, order++));
      link(parent, new End(ObjectType.LINE_ITEM, id), Set.of());
    }
  }

  private Fields line(SeedDeal deal, SeedLine line, int order) {
    Fields fields =
        new Fields()
            .put("name", company.product(line.productCode()).name())
            .put("hs_sku", line.productCode())
            .put(
                "hs_product_id",
                Optional.ofNullable(products.get(line.productCode())).map(p -> Long.toString(p)))
            .put("quantity", line.quantity().toPlainString())
            .put("price", line.unitPrice().toPlainString())
            .put("hs_line_item_currency_code", company.home().getCode())
            .put("hs_position_on_quote", Integer.toString(order))
            .put("description", line.description())
            .put("hs_recurring_billing_start_date", line.serviceDate().map(LocalDate::toString));
    if (line.serviceDate().isPresent()) {
      fields
          .put("hs_recurring_billing_period", "P12M")
          .put("recurringbillingfrequency", "annually");
    }
    if (line.discountPercent().signum() != 0) {
      BigDecimal each = line.unitPrice().multiply(line.discountPercent()).divide(HUNDRED);
      boolean byUnit =
          each.stripTrailingZeros().scale() <= 2 && Math.floorMod(deal.key().hashCode(), 3) == 0;
      // Salespeople give discounts either way: so much less a piece, or a percentage.
      fields.put(
          byUnit ? "discount" : "hs_discount_percentage",
          (byUnit ? each : line.discountPercent()).toPlainString());
    }
    return fields;
  }

  private void quote(SeedDeal deal, End dealEnd) {
    Client client = Optional.ofNullable(clients.get(deal.clientKey())).orElseThrow();
    boolean old = Math.floorMod(deal.key().hashCode(), 2) == 0;
    long id =
        create(
            ObjectType.QUOTE,
            new Fields()
                .put("hs_title", "Quote for " + client.name())
                .put("hs_status", old ? "APPROVAL_NOT_NEEDED" : "APPROVED")
                .put("hs_expiration_date", deal.closeDate().plusDays(QUOTE_LIFE_DAYS).toString())
                .put("hs_currency", company.home().getCode())
                .put("hs_language", "en")
                // Two families of quotes are about: those made since 2026 and those before.
                .put("hs_template_type", old ? "CUSTOMIZABLE_QUOTE_TEMPLATE" : "CPQ_QUOTE"));
    End quote = new End(ObjectType.QUOTE, id);
    lines(deal, quote);
    link(dealEnd, quote, Set.of());
    Optional.ofNullable(companies.get(deal.clientKey()))
        .ifPresent(c -> link(quote, new End(ObjectType.COMPANY, c), Set.of()));
    Optional.ofNullable(billing.get(deal.clientKey()))
        .ifPresent(c -> link(quote, new End(ObjectType.CONTACT, c), Set.of()));
  }

  /// Closed deals were last touched on their closing date, open ones in the weeks before the start.
  private Instant touchedAt(SeedDeal deal) {
    Duration earlier = Duration.ofMinutes(Math.floorMod(deal.key().hashCode(), 30 * 24 * 60) + 30L);
    Duration before =
        deal.closeDate().isBefore(company.today())
            ? Duration.ofDays(ChronoUnit.DAYS.between(deal.closeDate(), company.today()))
            : earlier;
    return company.start().minus(before).truncatedTo(ChronoUnit.MILLIS);
  }

  private String ownerId(SeedDeal deal) {
    return Optional.ofNullable(owners.get(deal.ownerSlackId()))
        .map(SettingsApi.Owner::id)
        .orElse("");
  }

  private String stageId(String label) {
    return portal.pipelines().need(PIPELINE).stages().stream()
        .filter(s -> s.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no stage '%s'".formatted(label)))
        .id();
  }

  private void link(End from, End to, Set<Spec> specs) {
    portal.associations().link(from, to, specs, tell.at(), tell);
  }

  private long create(ObjectType type, Fields fields) {
    return portal.create(type, fields.values, tell, Optional.empty()).id();
  }

  /// Properties while they are written down; what is missing is left out.
  private static final class Fields {
    private final Map<String, String> values = new HashMap<>();

    Fields put(String name, String value) {
      if (!value.isEmpty()) {
        values.put(name, value);
      }
      return this;
    }

    Fields put(String name, Optional<String> value) {
      value.ifPresent(v -> put(name, v));
      return this;
    }
  }
}
