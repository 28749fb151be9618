package io.tieout.engine.mirror;

import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmPage;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealTerms;
import io.tieout.fact.crm.QuietCrm;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerPage;
import io.tieout.fact.ledger.QuietLedger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A CRM and a book of any size, whose records are made when they are asked for.
final class BigSystems {
  static final int DEALS_PER_PAGE = 2_000;
  static final int INVOICES_PER_PAGE = 1_000;
  private static final Instant CHANGED = Instant.parse("2026-11-02T09:30:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

  private BigSystems() {}

  static final class BigCrm extends QuietCrm {
    private final int deals;

    BigCrm(int deals) {
      this.deals = deals;
    }

    @Override
    public CrmPage page(CrmKind kind, Optional<String> after) {
      if (kind != CrmKind.DEAL) {
        return super.page(kind, after);
      }
      int from = after.map(Integer::parseInt).orElse(0);
      int to = Math.min(deals, from + DEALS_PER_PAGE);
      return new CrmPage(made(from, to, BigSystems::deal), next(to, deals));
    }
  }

  static final class BigLedger extends QuietLedger {
    private final int invoices;

    BigLedger(int invoices) {
      this.invoices = invoices;
    }

    @Override
    public String bookId() {
      return "main";
    }

    @Override
    public Book book() {
      throw new IllegalStateException("nobody asks for the book");
    }

    @Override
    public LedgerPage page(LedgerKind kind, Optional<String> after) {
      if (kind != LedgerKind.INVOICE) {
        return super.page(kind, after);
      }
      int from = after.map(Integer::parseInt).orElse(0);
      int to = Math.min(invoices, from + INVOICES_PER_PAGE);
      return new LedgerPage(made(from, to, BigSystems::invoice), next(to, invoices));
    }
  }

  private static <T> List<T> made(int from, int to, IntFunction<? extends T> maker) {
    return IntStream.range(from, to).<T>mapToObj(maker).toList();
  }

  private static Optional<String> next(int to, int all) {
    return to < all ? Optional.of(String.valueOf(to)) : Optional.empty();
  }

  private static Deal deal(int number) {
    return new Deal(
        "006%015d".formatted(number),
        "Client %05d – Renewal %d".formatted(number / 4, number),
        "001%015d".formatted(number / 4),
        CurrencyUnit.USD,
        Optional.of(money(number)),
        DAY.plusDays(number % 300),
        number % 3 == 0 ? "Closed Won" : "Negotiation/Review",
        number % 3 == 0,
        number % 3 == 0,
        true,
        Optional.of("Sam Okafor"),
        Optional.empty(),
        DealTerms.NONE,
        DealFinance.NONE,
        Map.of("Region__c", "EMEA", "Contract_Number__c", "C-" + number),
        CHANGED,
        "v" + number,
        "https://crm.example/lightning/r/Opportunity/006%015d/view".formatted(number));
  }

  private static Invoice invoice(int number) {
    Money net = money(number);
    return new Invoice(
        String.valueOf(number),
        Optional.of("INV-" + number),
        String.valueOf(number / 4),
        "Client %05d".formatted(number / 4),
        DAY,
        DAY.plusDays(30),
        Optional.of("3"),
        CurrencyUnit.USD,
        List.of(line(1, net), line(2, Money.zero(CurrencyUnit.USD))),
        net,
        Money.zero(CurrencyUnit.USD),
        net,
        net,
        Invoice.Status.POSTED,
        Optional.of("tieout:P-%d".formatted(number)),
        CHANGED,
        "0",
        "https://books.example/app/invoice?txnId=" + number);
  }

  private static InvoiceLine line(int item, Money amount) {
    return new InvoiceLine(
        Optional.of(String.valueOf(item)),
        "Subscription, item " + item,
        BigDecimal.ONE,
        amount.getAmount(),
        amount,
        Optional.of("NON"),
        Optional.of(DAY));
  }

  private static Money money(int number) {
    return Money.of(CurrencyUnit.USD, BigDecimal.valueOf(number, 2));
  }
}
