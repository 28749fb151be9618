package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.USD;
import static io.tieout.work.invoicing.Facts.json;
import static io.tieout.work.invoicing.Facts.occasion;
import static io.tieout.work.invoicing.Facts.plain;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealLine;
import io.tieout.fact.crm.DealTerms;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Address;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import io.tieout.work.invoicing.DealReadings.BookSide;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What holds of every invoice, over many generated deals, and of every field that matters.
class InvoiceTiesTest {
  private static final int DEALS = 2000;
  private static final long SEED = 20261122;

  @Test
  void every_invoice_ties_to_its_deal_and_every_line_to_its_quantity_and_price() {
    Random random = new Random(SEED);
    int drafted = 0;
    for (int i = 0; i < DEALS; i++) {
      DealReadings in = generated(random);
      if (InvoiceDrafting.draft(in, occasion()) instanceof Drafted.Ready(var proposal)) {
        drafted++;
        InvoiceDraft invoice = ((CreateInvoice) proposal.change()).invoice();
        Money sum = Amounts.sum(USD, invoice.lines().stream().map(InvoiceLine::amount).toList());
        assertThat(sum).as("seed %d, deal %d", SEED, i).isEqualTo(in.deal().amount().orElseThrow());
        for (InvoiceLine line : invoice.lines()) {
          assertThat(Amounts.roundedHalfUp(USD, line.quantity().multiply(line.unitPrice())))
              .as("seed %d, deal %d", SEED, i)
              .isEqualTo(line.amount());
          assertThat(line.unitPrice().scale()).isBetween(0, LineArithmetic.PRICE_DECIMALS);
        }
      }
    }
    assertThat(drafted).isGreaterThan(DEALS / 2);
  }

  static DealReadings generated(Random random) {
    List<DealLine> lines = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(5000), random.nextInt(3));
      BigDecimal price = BigDecimal.valueOf(random.nextInt(2_000_000) - 200_000, random.nextInt(5));
      BigDecimal discount =
          random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(5000), 2);
      BigDecimal net =
          quantity
              .multiply(price)
              .multiply(BigDecimal.valueOf(100).subtract(discount))
              .movePointLeft(2);
      lines.add(
          new DealLine(
              "L" + i,
              "006A",
              Optional.of("01tA"),
              Optional.of("A"),
              Optional.empty(),
              "Product A",
              Optional.empty(),
              quantity,
              price,
              Optional.empty(),
              discount,
              Amounts.roundedHalfUp(USD, net),
              Optional.empty(),
              "v1"));
    }
    Money sum = Amounts.sum(USD, lines.stream().map(DealLine::total).toList());
    return Facts.readings(Facts.deal(sum.getAmount().toPlainString()), lines);
  }

  @Test
  void every_field_that_matters_changes_the_digest() {
    String before = digest(plain());
    changes()
        .forEach((what, change) ->
            assertThat(digest(change.apply(plain()))).as(what).isNotEqualTo(before));
  }

  @Test
  void what_moves_by_itself_changes_nothing() {
    String before = digest(plain());
    Map<String, UnaryOperator<DealReadings>> quiet = new LinkedHashMap<>();
    quiet.put("finance", deal("finance", Records.write(paid())));
    quiet.put("owner", deal("ownerName", Json.of("Somebody else")));
    quiet.put("balance", customer("balance", json(usd("77.00"))));
    quiet.put("customer version", customer("version", Json.of("9")));
    quiet.put("book version", book("version", Json.of("9")));
    quiet.put("closing date before the invoice", book("closedThrough", Json.of("2026-10-31")));
    quiet.forEach(
        (what, change) -> assertThat(digest(change.apply(plain()))).as(what).isEqualTo(before));
  }

  private static DealFinance paid() {
    return with(DealFinance.NONE, "auditReference", Json.of("tieout audit show P-1"));
  }

  private static Map<String, UnaryOperator<DealReadings>> changes() {
    Map<String, UnaryOperator<DealReadings>> all = new LinkedHashMap<>();
    all.put("deal name", deal("name", Json.of("Other")));
    all.put("deal version", deal("version", Json.of("v2")));
    all.put("close date", deal("closeDate", Json.of("2026-11-19")));
    all.put("quote", deal("quoteId", Json.of("0Q0B")));
    all.put("terms", deal("terms", Records.write(DealTerms.NONE)));
    for (String field : List.of("name", "version")) {
      all.put(
          "account " + field, in -> Facts.withAccount(in, with(in.account(), field, "Acme inc")));
      all.put("line " + field, line(field, Json.of("other")));
    }
    all.put(
        "line quantity and price",
        in -> {
          DealLine first = with(with(in.lines().getFirst(), "quantity", "20"), "unitPrice", "50");
          return lines(in, List.of(first, in.lines().getLast()));
        });
    all.put("line service date", line("serviceDate", Json.of("2027-01-01")));
    all.put("line description", line("description", Json.of("two years")));
    all.put("customer terms", customer("termId", Json.of("4")));
    all.put("customer taxable", customer("taxable", Json.of(false)));
    all.put("customer name", customer("displayName", Json.of("ACME INC")));
    all.put("book name", book("name", Json.of("Other")));
    all.put(
        "shipping address",
        in -> Facts.withAccount(in, with(in.account(), "shipping", Records.write(Address.NONE))));
    all.put("item taxable", in -> items(in, "taxable", Json.of(false)));
    all.put("item name", in -> items(in, "name", Json.of("Seat")));
    return all;
  }

  private static DealReadings items(DealReadings in, String field, Json value) {
    return Facts.withItems(
        in, with(in.ledger().items().getFirst(), field, value), in.ledger().items().getLast());
  }

  private static UnaryOperator<DealReadings> deal(String field, Json value) {
    return in -> Facts.withDeal(in, with(in.deal(), field, value));
  }

  private static UnaryOperator<DealReadings> customer(String field, Json value) {
    return in -> Facts.withCustomers(in, with(in.ledger().customers().getFirst(), field, value));
  }

  private static UnaryOperator<DealReadings> book(String field, Json value) {
    return in -> Facts.withBook(in, with(in.ledger().book(), field, value));
  }

  private static UnaryOperator<DealReadings> line(String field, Json value) {
    return in ->
        lines(in, List.of(with(in.lines().getFirst(), field, value), in.lines().getLast()));
  }

  private static DealReadings lines(DealReadings in, List<DealLine> lines) {
    BookSide books = in.ledger();
    return new DealReadings(
        in.crm(),
        in.deal(),
        lines,
        in.account(),
        in.billingContact(),
        in.quote(),
        in.quotePdf(),
        books,
        in.known());
  }

  private static String digest(DealReadings in) {
    Drafted drafted = InvoiceDrafting.draft(in, occasion());
    assertThat(drafted).isInstanceOf(Drafted.Ready.class);
    return ((Drafted.Ready) drafted).proposal().digest().hex();
  }
}
