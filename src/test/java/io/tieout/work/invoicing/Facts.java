package io.tieout.work.invoicing;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.DealTerms;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.fact.ledger.Term;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Address;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.DealReadings.BookSide;
import io.tieout.work.invoicing.DealReadings.Knowledge;
import io.tieout.work.invoicing.DealReadings.Occasion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Facts to test with: one deal of one company, plain in every way, to be changed field by field.
public final class Facts {
  public static final CurrencyUnit USD = CurrencyUnit.USD;
  public static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  public static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  public static final Address BOSTON = address("1 Pier Rd", "Boston", "MA", "02110", "US");

  private Facts() {}

  public static Address address(
      String street, String city, String region, String code, String country) {
    return new Address(
        Optional.of(street),
        Optional.of(city),
        Optional.of(region),
        Optional.of(code),
        Optional.of(country));
  }

  public static Money usd(String amount) {
    return Amounts.exact("USD", amount);
  }

  public static Deal deal(String amount) {
    return new Deal(
        "006A",
        "Acme renewal",
        "001A",
        USD,
        Optional.of(usd(amount)),
        LocalDate.parse("2026-11-20"),
        "Closed Won",
        true,
        true,
        true,
        Optional.of("Olga Owner"),
        Optional.of("0Q0A"),
        new DealTerms(
            Optional.of("Net 30"),
            Optional.of(LocalDate.parse("2026-12-01")),
            Optional.of(LocalDate.parse("2027-11-30")),
            Optional.of("PO-77")),
        DealFinance.NONE,
        Map.of(),
        NOW,
        "v1",
        "https://crm.example/006A");
  }

  public static DealLine line(String id, String code, String quantity, String price, String total) {
    return new DealLine(
        id,
        "006A",
        Optional.of("01t" + code),
        Optional.of(code),
        Optional.empty(),
        "Product " + code,
        Optional.empty(),
        new BigDecimal(quantity),
        new BigDecimal(price),
        Optional.empty(),
        BigDecimal.ZERO,
        usd(total),
        Optional.empty(),
        "v1");
  }

  public static Account account() {
    return new Account(
        "001A",
        "Acme, Inc.",
        Optional.empty(),
        BOSTON,
        BOSTON,
        Optional.of("+1 617 555 0100"),
        Optional.empty(),
        Map.of(),
        "v1",
        "https://crm.example/001A");
  }

  public static Contact contact() {
    return new Contact(
        "003A", "001A", "Bea Bill", Optional.of("bea@acme.example"), Optional.empty(), "v1");
  }

  public static Quote quote(String total) {
    return new Quote(
        "0Q0A",
        "006A",
        "Q-0007",
        "Accepted",
        usd(total),
        BigDecimal.ZERO,
        Optional.empty(),
        "v1",
        "https://crm.example/0Q0A");
  }

  public static Customer customer(String id, String name) {
    return new Customer(
        id,
        name,
        Optional.of(name),
        Optional.of("ap@acme.example"),
        Optional.empty(),
        BOSTON,
        BOSTON,
        Optional.of(USD),
        Optional.of("3"),
        true,
        true,
        usd("0.00"),
        Optional.empty(),
        "0",
        "https://books.example/customer/" + id);
  }

  public static Item item(String id, String name, String sku) {
    return new Item(id, name, Optional.of(sku), Optional.empty(), true, true, true, "0");
  }

  public static Book book(TaxRegime regime) {
    return new Book(
        "main",
        "Tidewater US",
        "US",
        USD,
        Optional.empty(),
        false,
        Set.of(USD),
        false,
        regime,
        Set.of(Book.Ability.TERM_LIST),
        Optional.of("3"),
        "0");
  }

  public static List<Term> terms() {
    return List.of(
        new Term("1", "Due on receipt", 0, true, "0"),
        new Term("3", "Net 30", 30, true, "0"),
        new Term("4", "Net 60", 60, true, "0"));
  }

  public static TaxCode taxCode(String id, String name, String rate) {
    return new TaxCode(
        id,
        name,
        Optional.empty(),
        true,
        Optional.of(new BigDecimal(rate)),
        List.of(new BigDecimal(rate)),
        true,
        "0");
  }

  /// Two lines over 1,500.00 for a customer the book knows.
  public static DealReadings plain() {
    return readings(
        deal("1500.00"),
        List.of(line("L1", "A", "10", "100", "1000.00"), line("L2", "B", "1", "500", "500.00")));
  }

  public static DealReadings readings(Deal deal, List<DealLine> lines) {
    return new DealReadings(
        "salesforce",
        deal,
        lines,
        account(),
        Optional.of(contact()),
        Optional.of(quote(deal.amount().orElseThrow().getAmount().toPlainString())),
        Optional.empty(),
        new BookSide(
            "quickbooks",
            book(TaxRegime.US_AUTOMATED),
            List.of(item("11", "Platform seat", "A"), item("12", "Onboarding", "B")),
            List.of(),
            terms(),
            List.of(customer("55", "Acme Inc")),
            Optional.empty()),
        Knowledge.NONE);
  }

  public static Occasion occasion() {
    return Occasion.of("P-1", new Actor.Workflow("test"), NOW, TODAY);
  }

  /// A copy of the record with one field set.
  @SuppressWarnings("unchecked") // the class of a T is a class of T
  public static <T> T with(T record, String field, Json value) {
    return (T) Records.read(Records.write(record).with(field, value), record.getClass());
  }

  public static <T> T with(T record, String field, String value) {
    return with(record, field, Json.of(value));
  }

  public static Json json(Money money) {
    return Json.object()
        .put("currency", money.getCurrencyUnit().getCode())
        .put("amount", money.getAmount().toPlainString())
        .build();
  }

  public static DealReadings withDeal(DealReadings in, Deal deal) {
    return new DealReadings(
        in.crm(),
        deal,
        in.lines(),
        in.account(),
        in.billingContact(),
        in.quote(),
        in.quotePdf(),
        in.ledger(),
        in.known());
  }

  public static DealReadings withAccount(DealReadings in, Account account) {
    return new DealReadings(
        in.crm(),
        in.deal(),
        in.lines(),
        account,
        in.billingContact(),
        in.quote(),
        in.quotePdf(),
        in.ledger(),
        in.known());
  }

  public static DealReadings withBooks(DealReadings in, BookSide books) {
    return new DealReadings(
        in.crm(),
        in.deal(),
        in.lines(),
        in.account(),
        in.billingContact(),
        in.quote(),
        in.quotePdf(),
        books,
        in.known());
  }

  public static DealReadings withKnown(DealReadings in, Knowledge known) {
    return new DealReadings(
        in.crm(),
        in.deal(),
        in.lines(),
        in.account(),
        in.billingContact(),
        in.quote(),
        in.quotePdf(),
        in.ledger(),
        known);
  }

  public static DealReadings withCustomers(DealReadings in, Customer... customers) {
    BookSide b = in.ledger();
    return withBooks(
        in,
        new BookSide(
            b.system(),
            b.book(),
            b.items(),
            b.taxCodes(),
            b.terms(),
            List.of(customers),
            b.nameHolder()));
  }

  public static DealReadings withItems(DealReadings in, Item... items) {
    BookSide b = in.ledger();
    return withBooks(
        in,
        new BookSide(
            b.system(),
            b.book(),
            List.of(items),
            b.taxCodes(),
            b.terms(),
            b.customers(),
            b.nameHolder()));
  }

  public static DealReadings withBook(DealReadings in, Book book, TaxCode... codes) {
    BookSide b = in.ledger();
    return withBooks(
        in,
        new BookSide(
            b.system(), book, b.items(), List.of(codes), b.terms(), b.customers(), b.nameHolder()));
  }
}
