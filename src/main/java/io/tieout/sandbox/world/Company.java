package io.tieout.sandbox.world;

import io.tieout.fact.party.Address;
import io.tieout.fact.party.Role;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The seeded company: who works there, what it sells, to whom, and its deals. Vendor-neutral; each
/// stand-in gives its own ids. `key` is the same thing's name across systems, such as `acme`.
///
/// @param start the company's "today" at seeding; deals and invoices lie around it
public record Company(
    long seed,
    String name,
    CurrencyUnit home,
    String country,
    Instant start,
    List<Employee> people,
    List<Product> products,
    List<Client> clients,
    List<SeedDeal> deals,
    List<PastInvoice> pastInvoices,
    List<PlantedTruth> truths) {
  public Company {
    people = List.copyOf(people);
    products = List.copyOf(products);
    clients = List.copyOf(clients);
    deals = List.copyOf(deals);
    pastInvoices = List.copyOf(pastInvoices);
    truths = List.copyOf(truths);
  }

  /// The company's date at seeding, in UTC.
  public LocalDate today() {
    return LocalDate.ofInstant(start, ZoneOffset.UTC);
  }

  public Product product(String code) {
    return only(products, p -> p.code().equals(code), "product", code);
  }

  public Client client(String key) {
    return only(clients, c -> c.key().equals(key), "client", key);
  }

  public SeedDeal deal(String key) {
    return only(deals, d -> d.key().equals(key), "deal", key);
  }

  public Employee person(String slackId) {
    return only(people, p -> p.slackId().equals(slackId), "person", slackId);
  }

  private static <T> T only(List<T> things, Predicate<T> wanted, String kind, String key) {
    return things.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("the company has no %s '%s'".formatted(kind, key)));
  }

  /// Somebody of the company; `slackId` such as `U0ANNA`.
  public record Employee(String slackId, String name, String email, String title, Set<Role> roles) {
    public Employee {
      roles = Set.copyOf(roles);
    }
  }

  /// A product with its price; `inLedger` says under which name the books know it, if at all.
  public record Product(
      String code,
      String name,
      String family,
      BigDecimal unitPrice,
      boolean taxable,
      Optional<String> ledgerItemName,
      Optional<String> ledgerSku) {}

  /// A company sold to.
  ///
  /// @param ledgerName the display name under which the books know it; empty if they do not
  public record Client(
      String key,
      String name,
      Address billing,
      Address shipping,
      String phone,
      String website,
      Optional<String> ledgerName,
      boolean taxable,
      List<Person> contacts) {
    public Client {
      contacts = List.copyOf(contacts);
    }
  }

  /// Somebody at a client.
  public record Person(String first, String last, String email, String phone, boolean billing) {}

  /// A deal. `stage` is the CRM's stage name; some stages are won, one is lost.
  public record SeedDeal(
      String key,
      String clientKey,
      String name,
      String stage,
      LocalDate closeDate,
      String ownerSlackId,
      String paymentTerms,
      Optional<String> poNumber,
      Optional<LocalDate> serviceStart,
      Optional<LocalDate> serviceEnd,
      List<SeedLine> lines,
      boolean quoted) {
    public SeedDeal {
      lines = List.copyOf(lines);
    }

    /// The sum of the lines' nets; zero without lines.
    public Money amount(CurrencyUnit currency) {
      return Amounts.sum(currency, lines.stream().map(l -> l.net(currency)).toList());
    }
  }

  /// A line of a deal; `discountPercent` 10 means 10 %.
  public record SeedLine(
      String productCode,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal discountPercent,
      Optional<LocalDate> serviceDate,
      Optional<String> description) {
    /// Quantity times unit price less discount, rounded half up to the minor unit.
    public Money net(CurrencyUnit currency) {
      BigDecimal kept = BigDecimal.ONE.subtract(discountPercent.movePointLeft(2));
      return Amounts.roundedHalfUp(currency, quantity.multiply(unitPrice).multiply(kept));
    }
  }

  /// An invoice that was in the books before Tieout came; paid in full when `paidOn` is there.
  public record PastInvoice(
      String clientKey,
      String number,
      LocalDate issued,
      LocalDate due,
      String productCode,
      Money net,
      Optional<LocalDate> paidOn) {}

  /// Something odd that was planted, so that claims of accuracy can be computed.
  public record PlantedTruth(String kind, String subjectKey, String what) {}
}
