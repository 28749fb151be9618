package io.tieout.sandbox.world;

import io.tieout.fact.party.Address;
import io.tieout.fact.party.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /// Somebody of the company; `slackId` such as `U0ANNA`.
  public record Employee(
      String slackId, String name, String email, String title, Set<Role> roles) {}

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
      List<Person> contacts) {}

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
      boolean quoted) {}

  /// A line of a deal; `discountPercent` 10 means 10 %.
  public record SeedLine(
      String productCode,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal discountPercent,
      Optional<LocalDate> serviceDate,
      Optional<String> description) {}

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
