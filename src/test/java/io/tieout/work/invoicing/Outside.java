package io.tieout.work.invoicing;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.QuietCrm;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.QuietLedger;
import io.tieout.fact.ledger.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A CRM and a book held in memory, for tests of flows: they answer from what was put into them.
public final class Outside {
  private Outside() {}

  /// A CRM in memory.
  public static final class MemoryCrm extends QuietCrm {
    public final Map<String, Deal> deals = new LinkedHashMap<>();
    public final Map<String, List<DealLine>> lines = new LinkedHashMap<>();
    public final Map<String, Account> accounts = new LinkedHashMap<>();
    public final Map<String, Contact> contacts = new LinkedHashMap<>();
    public final Map<String, Quote> quotes = new LinkedHashMap<>();

    /// What happens once, just before lines are read.
    public final AtomicReference<Runnable> beforeLines = new AtomicReference<>(() -> {});

    /// Puts a deal in with everything it was read with.
    public void put(DealReadings in) {
      deals.put(in.deal().id(), in.deal());
      lines.put(in.deal().id(), in.lines());
      accounts.put(in.account().id(), in.account());
      in.billingContact().ifPresent(c -> contacts.put(in.deal().id(), c));
      in.quote().ifPresent(q -> quotes.put(q.id(), q));
    }

    @Override
    public Instant serverTime() {
      return Facts.NOW;
    }

    @Override
    public Optional<Deal> deal(String dealId) {
      return Optional.ofNullable(deals.get(dealId));
    }

    @Override
    public List<DealLine> lines(String dealId) {
      beforeLines.getAndSet(() -> {}).run();
      return lines.getOrDefault(dealId, List.of());
    }

    @Override
    public Optional<Account> account(String accountId) {
      return Optional.ofNullable(accounts.get(accountId));
    }

    @Override
    public Optional<Contact> billingContact(String dealId) {
      return Optional.ofNullable(contacts.get(dealId));
    }

    @Override
    public Optional<Quote> quote(String quoteId) {
      return Optional.ofNullable(quotes.get(quoteId));
    }
  }

  /// A book in memory.
  public static final class MemoryLedger extends QuietLedger {
    public Book book = Facts.book(Book.TaxRegime.US_AUTOMATED);
    public final Map<String, Customer> customers = new LinkedHashMap<>();
    public final List<Item> items = new ArrayList<>();
    public final Map<String, Invoice> invoices = new LinkedHashMap<>();
    public final Map<String, Payment> payments = new LinkedHashMap<>();

    @Override
    public String bookId() {
      return book.id();
    }

    @Override
    public Book book() {
      return book;
    }

    @Override
    public Optional<Customer> customer(String customerId) {
      return Optional.ofNullable(customers.get(customerId));
    }

    @Override
    public List<Customer> customersNamed(String name) {
      return customers().stream().filter(c -> c.displayName().equalsIgnoreCase(name)).toList();
    }

    @Override
    public List<Customer> customers() {
      return List.copyOf(customers.values());
    }

    @Override
    public List<Item> items() {
      return List.copyOf(items);
    }

    @Override
    public List<Term> terms() {
      return Facts.terms();
    }

    @Override
    public Optional<Invoice> invoice(String invoiceId) {
      return Optional.ofNullable(invoices.get(invoiceId));
    }

    @Override
    public Optional<Invoice> invoiceNumbered(String number) {
      return invoices.values().stream()
          .filter(i -> i.number().filter(number::equals).isPresent())
          .findFirst();
    }

    @Override
    public List<Invoice> invoicesOf(String customerId, LocalDate from, LocalDate to) {
      return invoices.values().stream()
          .filter(i -> i.customerId().equals(customerId))
          .filter(i -> !i.issued().isBefore(from) && !i.issued().isAfter(to))
          .toList();
    }

    @Override
    public Optional<Payment> payment(String paymentId) {
      return Optional.ofNullable(payments.get(paymentId));
    }

    @Override
    protected List<Payment> allPayments() {
      return List.copyOf(payments.values());
    }

    @Override
    public List<Payment> paymentsOf(String customerId) {
      return payments.values().stream().filter(p -> p.customerId().equals(customerId)).toList();
    }
  }
}
