package io.tieout.work.invoicing;

import io.tieout.fact.change.Change.QuotePdf;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.ledger.BillingRules;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.fact.ledger.Term;
import io.tieout.fact.party.Actor;
import io.tieout.fact.rollout.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that was read for one deal, before anything is concluded from it.
///
/// @param crm the CRM's name, for example `salesforce`
/// @param quotePdf the quote's newest PDF with the digest of its content
public record DealReadings(
    String crm,
    Deal deal,
    List<DealLine> lines,
    Account account,
    Optional<Contact> billingContact,
    Optional<Quote> quote,
    Optional<QuotePdf> quotePdf,
    BookSide ledger,
    Knowledge known) {
  public DealReadings {
    lines = List.copyOf(lines);
  }

  /// The deal in references: `salesforce/deal/006…`.
  public String subject() {
    return crm + "/deal/" + deal.id();
  }

  /// Where in the business the deal belongs.
  public Facts facts() {
    return Facts.ofDeal(
        Optional.of(ledger.book().id()),
        lines.stream().map(line -> line.productFamily().orElse("")).toList(),
        account.billing());
  }

  /// What was read from the book.
  ///
  /// @param system the ledger's name, for example `quickbooks`
  /// @param customers candidates: the linked or chosen one, else those of the name, else all
  /// @param nameHolder what else holds the account's name (`vendor`, `employee`)
  /// @param rules how invoices are made there
  public record BookSide(
      String system,
      Book book,
      List<Item> items,
      List<TaxCode> taxCodes,
      List<Term> terms,
      List<Customer> customers,
      Optional<String> nameHolder,
      BillingRules rules) {
    public BookSide {
      items = List.copyOf(items);
      taxCodes = List.copyOf(taxCodes);
      terms = List.copyOf(terms);
      customers = List.copyOf(customers);
    }

    /// A book with the usual rules.
    public BookSide(
        String system,
        Book book,
        List<Item> items,
        List<TaxCode> taxCodes,
        List<Term> terms,
        List<Customer> customers,
        Optional<String> nameHolder) {
      this(system, book, items, taxCodes, terms, customers, nameHolder, BillingRules.PLAIN);
    }

    /// The same with invoices made otherwise.
    public BookSide with(BillingRules other) {
      return new BookSide(system, book, items, taxCodes, terms, customers, nameHolder, other);
    }

    /// The book in keys: `quickbooks/main`.
    String name() {
      return system + "/" + book.id();
    }
  }

  /// What was learned before.
  ///
  /// @param linkedCustomer the id of the customer that the deal's account was billed as before
  /// @param items ledger items by product, see [ProductQuestion#product]
  /// @param answers what people answered, by [Blocker#key]
  public record Knowledge(
      Optional<String> linkedCustomer,
      Map<String, LearnedItem> items,
      Map<String, String> answers) {
    public static final Knowledge NONE = new Knowledge(Optional.empty(), Map.of(), Map.of());

    public Knowledge {
      items = Map.copyOf(items);
      answers = Map.copyOf(answers);
    }

    Optional<String> answer(String key) {
      return Optional.ofNullable(answers.get(key));
    }
  }

  /// A ledger item that a product was mapped to.
  ///
  /// @param byPerson whether a person said so in answer to a question, rather than by approving
  public record LearnedItem(String itemId, boolean byPerson) {}

  /// When and for whom a proposal is drafted.
  ///
  /// @param mark by which everything this proposal makes is found again: its own, or that of the
  ///   draft it would authorise
  /// @param today the invoice date to aim at, in the book's time zone
  public record Occasion(
      String proposalId, String mark, Actor requestedBy, Instant at, LocalDate today) {
    /// With the proposal's own mark.
    static Occasion of(String proposalId, Actor requestedBy, Instant at, LocalDate today) {
      return new Occasion(proposalId, mark(proposalId), requestedBy, at, today);
    }

    static String mark(String proposalId) {
      return "tieout:" + proposalId;
    }
  }
}
