package io.tieout.sandbox.world;

import io.tieout.fact.party.Address;
import io.tieout.sandbox.world.Company.Client;
import io.tieout.sandbox.world.Company.PastInvoice;
import io.tieout.sandbox.world.Company.PlantedTruth;
import io.tieout.sandbox.world.Company.Product;
import io.tieout.sandbox.world.Company.SeedDeal;
import io.tieout.sandbox.world.Company.SeedLine;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Grows a company around its hand-written part: more clients, more deals, and the invoices of the
/// year before. Everything comes from one seeded source, in one order.
final class Growth {
  private static final String TWIN = "whitfield2";
  private static final int DEALS_PER_NEW_CLIENT = 4;
  private static final int TERM_DAYS = 30;
  private static final int FIRST_INVOICE_NUMBER = 1001;
  private static final List<String> FIRST_WORDS =
      List.of("Amber", "Birch", "Copper", "Delta", "Ember", "Falcon", "Garnet", "Hazel", "Indigo");
  private static final List<String> SECOND_WORDS =
      List.of("Bay", "Creek", "Field", "Grove", "Harbor", "Lane", "Point", "Ridge", "Vale");
  private static final List<String> TRADES =
      List.of("Textiles", "Robotics", "Clinics", "Foods", "Transit", "Optics", "Media", "Tools");
  private static final List<String> FORMS = List.of("Inc.", "LLC", "Corp.", "Co.", "LP");
  private static final List<String> FIRST_NAMES =
      List.of("Aina", "Bruno", "Chen", "Dalia", "Emil", "Farah", "Goran", "Hilde", "Imani");
  private static final List<String> LAST_NAMES =
      List.of("Adler", "Baptiste", "Cruz", "Dvorak", "Eklund", "Ferrara", "Gomez", "Huang");
  private static final List<String> PURPOSES =
      List.of("Renewal", "Expansion", "Roll-out", "Pilot", "Upgrade", "Second site");
  private static final List<String> TERMS = List.of("Net 30", "Net 30", "Net 45", "Net 60");

  private final SplittableRandom random;
  private final CurrencyUnit home;
  private final LocalDate today;
  private final List<Product> billable;
  private final List<Product> products;
  private final List<Client> clients;

  /// Clients that deals are made with: all but the one that the CRM holds twice.
  private final List<Client> buyers;

  private final List<SeedDeal> deals = new ArrayList<>();
  private final List<PastInvoice> invoices = new ArrayList<>();
  private final List<PlantedTruth> truths = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  Growth(long seed, CurrencyUnit home, LocalDate today, List<Product> products, List<Client> hand) {
    this.random = new SplittableRandom(seed);
    this.home = home;
    this.today = today;
    this.products = products;
    this.billable =
        products.stream().filter(p -> p.ledgerSku().isPresent() && !p.taxable()).toList();
    this.clients = new ArrayList<>(hand);
    this.buyers = new ArrayList<>(hand.stream().filter(c -> !c.key().equals(TWIN)).toList());
    hand.forEach(c -> names.add(c.name()));
  }

  void grow(int count) {
    for (int i = 0; i < count; i++) {
      if (i % DEALS_PER_NEW_CLIENT == DEALS_PER_NEW_CLIENT - 1) {
        Client client = newClient(clients.size());
        clients.add(client);
        buyers.add(client);
      }
      deals.add(newDeal(i + 1));
    }
  }

  /// The invoices of hand-written won deals, then one to three for each client the books know.
  void invoicePast() {
    bill("kestrel", "NW-PLAT-ENT", "48000.00", 61, Optional.of(33));
    bill("silver", "NW-SUP-PREM", "7200.00", 47, Optional.empty());
    truths.add(new PlantedTruth("overdue", "silver", "7,200.00 is 17 days late"));
    bill("oakridge", "NW-CONS-DAY", "15120.00", 28, Optional.empty());
    for (Client client : clients) {
      if (client.ledgerName().isPresent() && !client.key().equals(TWIN)) {
        historyOf(client);
      }
    }
  }

  List<Client> clients() {
    return clients;
  }

  List<SeedDeal> deals() {
    return deals;
  }

  List<PlantedTruth> truths() {
    return truths;
  }

  /// Numbered in the order in which they were issued.
  List<PastInvoice> invoices() {
    List<PastInvoice> sorted =
        invoices.stream().sorted(Comparator.comparing(PastInvoice::issued)).toList();
    List<PastInvoice> numbered = new ArrayList<>();
    for (PastInvoice i : sorted) {
      numbered.add(
          new PastInvoice(
              i.clientKey(),
              String.valueOf(FIRST_INVOICE_NUMBER + numbered.size()),
              i.issued(),
              i.due(),
              i.productCode(),
              i.net(),
              i.paidOn()));
    }
    return numbered;
  }

  private Client newClient(int index) {
    String trade;
    String name;
    do {
      trade = pick(FIRST_WORDS) + " " + pick(SECOND_WORDS) + " " + pick(TRADES);
      name = trade + (names.size() > 400 ? " " + index : "") + " " + pick(FORMS);
    } while (!names.add(name));
    String domain = trade.toLowerCase(Locale.ROOT).replace(" ", "") + ".example";
    Address address =
        new Address(
            Optional.of((100 + random.nextInt(900)) + " " + pick(SECOND_WORDS) + " Street"),
            Optional.of("Springfield"),
            Optional.of("IL"),
            Optional.of("627%02d".formatted(random.nextInt(1, 13))),
            Optional.of("US"));
    String phone = Cast.phone(index);
    return new Client(
        "client-%03d".formatted(index),
        name,
        address,
        address,
        phone,
        "https://www." + domain,
        random.nextInt(10) < 7 ? Optional.of(name) : Optional.empty(),
        true,
        List.of(Cast.person(pick(FIRST_NAMES) + " " + pick(LAST_NAMES), domain, phone, true)));
  }

  private SeedDeal newDeal(int number) {
    Client client = pick(buyers);
    int die = random.nextInt(100);
    boolean won = die < 30 && client.ledgerName().isPresent();
    boolean lost = !won && die >= 85;
    String stage = won ? Stages.WON : lost ? Stages.LOST : pick(Stages.OPEN);
    LocalDate close =
        won || lost
            ? today.minusDays(random.nextInt(5, 180))
            : today.plusDays(random.nextInt(5, 120));
    List<SeedLine> lines = new ArrayList<>();
    int lineCount = won ? 1 : random.nextInt(1, 5);
    for (int i = 0; i < lineCount; i++) {
      lines.add(newLine(pick(won ? billable : products)));
    }
    String key = "deal-%03d".formatted(number);
    if (won) {
      billWon(key, client, close, lines.getFirst());
    }
    return new SeedDeal(
        key,
        client.key(),
        client.name() + " – " + pick(PURPOSES) + " " + number,
        stage,
        close,
        random.nextBoolean() ? "U0SAM" : "U0TESS",
        pick(TERMS),
        random.nextInt(3) == 0
            ? Optional.of("PO-" + random.nextInt(10_000, 99_999))
            : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        lines,
        stage.equals(Stages.NEGOTIATION) || won);
  }

  /// Whole quantities and discounts in steps of ten keep every net exact to the cent.
  private SeedLine newLine(Product product) {
    int quantity = product.unitPrice().compareTo(new BigDecimal("2000")) > 0 ? 3 : 40;
    int discount = random.nextInt(4) == 0 ? 10 * random.nextInt(1, 4) : 0;
    return new SeedLine(
        product.code(),
        BigDecimal.valueOf(random.nextInt(1, quantity + 1)),
        product.unitPrice(),
        BigDecimal.valueOf(discount),
        Optional.empty(),
        Optional.empty());
  }

  private void billWon(String key, Client client, LocalDate won, SeedLine line) {
    if (random.nextInt(8) == 0) {
      truths.add(new PlantedTruth("won-not-invoiced", key, "won and nobody billed it"));
      return;
    }
    LocalDate issued = won.plusDays(random.nextInt(1, 4));
    add(client, line.productCode(), line.net(home), issued);
  }

  private void historyOf(Client client) {
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      Product product = pick(billable);
      Money net = Amounts.exact(home, product.unitPrice());
      add(client, product.code(), net, today.minusDays(random.nextInt(6, 330)));
    }
  }

  /// Three of four old invoices were paid, some of them late.
  private void add(Client client, String product, Money net, LocalDate issued) {
    LocalDate due = issued.plusDays(TERM_DAYS);
    LocalDate payDay = due.plusDays(random.nextInt(-20, 18));
    boolean paid = payDay.isBefore(today) && random.nextInt(4) != 0;
    invoices.add(
        new PastInvoice(
            client.key(),
            "",
            issued,
            due,
            product,
            net,
            paid ? Optional.of(payDay) : Optional.empty()));
    if (!paid && due.isBefore(today)) {
      String what = "%s due on %s is open".formatted(Amounts.text(net), due);
      truths.add(new PlantedTruth("overdue", client.key(), what));
    }
  }

  private void bill(
      String client, String product, String net, int daysAgo, Optional<Integer> paidDaysAgo) {
    LocalDate issued = today.minusDays(daysAgo);
    invoices.add(
        new PastInvoice(
            client,
            "",
            issued,
            issued.plusDays(TERM_DAYS),
            product,
            Amounts.exact(home, new BigDecimal(net)),
            paidDaysAgo.map(d -> today.minusDays(d))));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
