package io.tieout.vendor.xero;

import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.LedgerRecord;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Settlement;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// Rows as records. What a row leaves unsaid, the organisation says: it is read when it is first
/// needed, and kept.
final class XeroRecords {
  /// How long a write may lean on settings read before; Xero itself still refuses what they forbid.
  private static final Duration SETTINGS_GOOD = Duration.ofMinutes(15);

  private final XeroSettings settings;
  private final XeroWalk walk;
  private final InstantSource clock;
  private final AtomicReference<Optional<Seen>> seen = new AtomicReference<>(Optional.empty());

  /// The organisation's settings and when they were read.
  private record Seen(Organisation organisation, Instant at) {}

  XeroRecords(XeroSettings settings, XeroWalk walk, InstantSource clock) {
    this.settings = settings;
    this.walk = walk;
    this.clock = clock;
  }

  Customer customer(Json.Obj row) {
    lasting();
    return XeroApi.reading(() -> mappedCustomer(row));
  }

  Invoice invoice(Json.Obj row) {
    lasting();
    return XeroApi.reading(() -> mappedInvoice(row));
  }

  CreditNote creditNote(Json.Obj row) {
    Organisation organisation = lasting();
    return XeroApi.reading(
        () -> CreditReading.creditNote(row, organisation.book().home(), pages(organisation)));
  }

  /// Empty for what is deleted, or is no money of a customer.
  Optional<Payment> payment(Endpoint endpoint, Json.Obj row) {
    if (!XeroChanges.counts(endpoint, row) || CreditReading.gone(row)) {
      return Optional.empty();
    }
    Organisation organisation = lasting();
    return Optional.of(
        XeroApi.reading(() ->
            endpoint == Endpoint.PAYMENTS
                ? CreditReading.payment(row, organisation.book().home())
                : CreditReading.credit(
                    PaymentId.of(endpoint, row), row, organisation.book().home())));
  }

  /// What settles an invoice, as its row tells.
  List<Settlement> settlements(Json.Obj invoice) {
    Organisation organisation = lasting();
    return XeroApi.reading(() -> SettlementReading.of(invoice, organisation.book().home()));
  }

  /// The row as what its list holds; empty for what is no record of ours.
  Optional<LedgerRecord> record(Endpoint endpoint, Json.Obj row) {
    return switch (endpoint) {
      case CONTACTS -> Optional.of(customer(row));
      case ITEMS -> Optional.of(XeroApi.reading(() -> ListReading.item(row)));
      case INVOICES -> Optional.of(invoice(row));
      case CREDIT_NOTES -> Optional.of(creditNote(row));
      case PAYMENTS, OVERPAYMENTS, PREPAYMENTS -> payment(endpoint, row).map(p -> p);
      case TAX_RATES, CURRENCIES, ORGANISATION -> Optional.empty();
    };
  }

  /// For answers to writes, whose failures are told otherwise. The organisation is known by then.
  Customer mappedCustomer(Json.Obj row) {
    Organisation organisation = lasting();
    return ContactMapping.read(row, organisation.book().home(), pages(organisation));
  }

  /// As [#mappedCustomer].
  Invoice mappedInvoice(Json.Obj row) {
    Organisation organisation = lasting();
    return InvoiceReading.read(row, organisation.book().home(), pages(organisation));
  }

  /// Codes of the items that leave the sales account to whoever sells them; asked only where the
  /// settings have one to give.
  Set<String> accountless() {
    if (settings.salesAccount().isEmpty()) {
      return Set.of();
    }
    List<Json.Obj> items = all(Endpoint.ITEMS);
    return XeroApi.reading(() ->
        items.stream()
            .filter(
                i -> i.optObj("SalesDetails").flatMap(d -> Fields.text(d, "AccountCode")).isEmpty())
            .map(i -> i.text("Code"))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /// Reads the organisation now.
  Organisation organisation() {
    Json.Obj row = all(Endpoint.ORGANISATION).stream().findFirst().orElseThrow(XeroRecords::none);
    List<Json.Obj> currencies = all(Endpoint.CURRENCIES);
    Organisation read =
        XeroApi.reading(() -> Organisation.read(settings.bookId(), row, currencies));
    seen.set(Optional.of(new Seen(read, clock.instant())));
    return read;
  }

  /// As it was a few minutes ago at most.
  Organisation recent() {
    Instant oldest = clock.instant().minus(SETTINGS_GOOD);
    return seen.get()
        .filter(s -> s.at().isAfter(oldest))
        .map(Seen::organisation)
        .orElseGet(this::organisation);
  }

  /// For what never changes: base currency and short code.
  private Organisation lasting() {
    return seen.get().map(Seen::organisation).orElseGet(this::organisation);
  }

  private Pages pages(Organisation organisation) {
    return new Pages(settings.appBase(), organisation.shortCode());
  }

  private List<Json.Obj> all(Endpoint endpoint) {
    return walk.all(XeroQuery.all(endpoint), XeroWalk.Place.START);
  }

  private static RuntimeException none() {
    return new Fault.Broken("Xero's answer names no organisation; connect it again").asException();
  }
}
