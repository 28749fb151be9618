package io.tieout.work.invoicing;

import io.tieout.fact.change.Source;
import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.Quote;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.fact.ledger.Term;
import io.tieout.fact.party.Address;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;

/// The records an invoice rests on, as sources: every field that shapes the invoice, as text.
///
/// Records of the CRM carry the CRM's version: any edit of the deal after it was shown counts.
/// Records of the books carry a version made of the fields themselves, because a customer's own
/// version moves with its balance, and a book's with things that do not concern an invoice. The
/// deal's finance fields are ours to write and are no source.
final class SourceRecords {
  static final String PRODUCT_RECORD = "product record";

  private static final int VERSION_DIGITS = 16;

  private SourceRecords() {}

  static Source deal(String crm, Deal d) {
    return new Source(
        crm,
        "deal",
        d.id(),
        d.name(),
        d.version(),
        with(
            d.fields(),
            "name",
            d.name(),
            "amount",
            d.amount().map(Amounts::text).orElse(""),
            "currency",
            d.currency().getCode(),
            "close date",
            d.closeDate().toString(),
            "stage",
            d.stage(),
            "won",
            String.valueOf(d.closed() && d.won()),
            "account",
            d.accountId(),
            "quote",
            d.quoteId().orElse(""),
            "payment terms",
            d.terms().paymentTerms().orElse(""),
            "service start",
            text(d.terms().serviceStart()),
            "service end",
            text(d.terms().serviceEnd()),
            "PO number",
            d.terms().poNumber().orElse("")));
  }

  static Source line(String crm, DealLine l) {
    return new Source(
        crm,
        "deal line",
        l.id(),
        l.name(),
        l.version(),
        fields(
            "product",
            l.name(),
            "product code",
            l.productCode().orElse(""),
            "product line",
            l.productFamily().orElse(""),
            PRODUCT_RECORD,
            ProductQuestion.product(l),
            "description",
            l.description().orElse(""),
            "quantity",
            Amounts.plain(l.quantity()),
            "unit price",
            Amounts.plain(l.unitPrice()),
            "list price",
            l.listPrice().map(Amounts::plain).orElse(""),
            "discount %",
            Amounts.plain(l.discountPercent()),
            "total",
            Amounts.text(l.total()),
            "service date",
            text(l.serviceDate())));
  }

  static Source account(String crm, Account a) {
    return new Source(
        crm,
        "account",
        a.id(),
        a.name(),
        a.version(),
        with(
            a.fields(),
            "name",
            a.name(),
            "billing address",
            address(a.billing()),
            "shipping address",
            address(a.shipping()),
            "phone",
            a.phone().orElse("")));
  }

  static Source contact(String crm, Contact c) {
    return new Source(
        crm,
        "contact",
        c.id(),
        c.name(),
        c.version(),
        fields("name", c.name(), "e-mail", c.email().orElse("")));
  }

  static Source quote(String crm, Quote q) {
    return new Source(
        crm,
        "quote",
        q.id(),
        q.number(),
        q.version(),
        fields(
            "number", q.number(),
            "status", q.status(),
            "total", Amounts.text(q.total()),
            "PDF", q.documentId().orElse("")));
  }

  static Source customer(String ledger, Customer c) {
    return ofBooks(
        ledger,
        "customer",
        c.id(),
        c.displayName(),
        fields(
            "name", c.displayName(),
            "company name", c.companyName().orElse(""),
            "e-mail", c.email().orElse(""),
            "billing address", address(c.billing()),
            "shipping address", address(c.shipping()),
            "currency", c.currency().map(CurrencyUnit::getCode).orElse("any"),
            "terms", c.termId().orElse(""),
            "taxable", String.valueOf(c.taxable()),
            "active", String.valueOf(c.active())));
  }

  static Source item(String ledger, Item i) {
    return ofBooks(
        ledger,
        "item",
        i.id(),
        i.name(),
        fields(
            "name", i.name(),
            "SKU", i.sku().orElse(""),
            "sellable", String.valueOf(i.sellable()),
            "taxable", String.valueOf(i.taxable()),
            "active", String.valueOf(i.active())));
  }

  static Source taxCode(String ledger, TaxCode t) {
    return ofBooks(
        ledger,
        "tax code",
        t.id(),
        t.name(),
        fields(
            "name", t.name(),
            "taxable", String.valueOf(t.taxable()),
            "rate %", t.ratePercent().map(Amounts::plain).orElse(""),
            "active", String.valueOf(t.active())));
  }

  static Source term(String ledger, Term t) {
    return ofBooks(
        ledger,
        "term",
        t.id(),
        t.name(),
        fields(
            "name", t.name(),
            "due days", Amounts.plain(BigDecimal.valueOf(t.dueDays())),
            "active", String.valueOf(t.active())));
  }

  /// Without the closing date: it moves on its own and matters only once it reaches the invoice's
  /// date, which then moves and shows.
  static Source book(String ledger, Book b) {
    return ofBooks(
        ledger,
        "book",
        b.id(),
        b.name(),
        fields(
            "name", b.name(),
            "country", b.country(),
            "home currency", b.home().getCode(),
            "multicurrency", String.valueOf(b.multicurrency()),
            "tax", b.taxRegime().name(),
            "default terms", b.defaultTermId().orElse("")));
  }

  private static Source ofBooks(
      String system, String kind, String id, String name, Map<String, String> fields) {
    JsonObjBuilder all = Json.object();
    fields.forEach(all::put);
    String version = Digest.of(all.build()).hex().substring(0, VERSION_DIGITS);
    return new Source(system, kind, id, name, version, fields);
  }

  static String address(Address address) {
    return String.join(", ", address.parts());
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  /// With the fields that the company's routing asks for, by the CRM's names.
  private static Map<String, String> with(Map<String, String> asked, String... namesAndValues) {
    Map<String, String> map = fields(namesAndValues);
    asked.forEach((name, value) -> map.put("field " + name, value));
    return map;
  }

  private static Map<String, String> fields(String... namesAndValues) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
