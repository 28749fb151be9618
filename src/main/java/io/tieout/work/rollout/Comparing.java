package io.tieout.work.rollout;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.money.Amounts;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.joda.money.Money;

/// An invoice that would have been made against the one that people made, line by line. Pure.
///
/// Wording, numbers and the day of issue are people's own: what is compared is who owes how much,
/// for what, until how many days later.
final class Comparing {
  private final List<Difference> found = new ArrayList<>();

  private Comparing() {}

  static List<Difference> of(CreateInvoice would, Invoice did) {
    Comparing comparing = new Comparing();
    comparing.customer(would.customer(), did);
    comparing.sums(would.invoice(), did);
    comparing.days(would.invoice(), did);
    comparing.lines(would.invoice().lines(), did.lines());
    return List.copyOf(comparing.found);
  }

  private void customer(Billed billed, Invoice did) {
    boolean same =
        switch (billed) {
          case Billed.Known known -> known.customerId().equals(did.customerId());
          case Billed.New fresh -> fresh.displayName().equalsIgnoreCase(did.customerName());
        };
    if (!same) {
      add(Verdict.CUSTOMER, "customer", billed.displayName(), did.customerName());
    }
  }

  private void sums(InvoiceDraft would, Invoice did) {
    Money sum =
        switch (would.pricing()) {
          case BEFORE_TAX -> did.net();
          case WITH_TAX -> did.total();
        };
    if (!sum.equals(would.net())) {
      add(
          Verdict.AMOUNT,
          "amount " + would.pricing().spoken(),
          Amounts.text(would.net()),
          Amounts.text(sum));
    }
    would
        .expectedTax()
        .filter(tax -> !tax.equals(did.tax()))
        .ifPresent(tax -> add(Verdict.TAX, "tax", Amounts.text(tax), Amounts.text(did.tax())));
  }

  private void days(InvoiceDraft would, Invoice did) {
    long wanted = ChronoUnit.DAYS.between(would.issued(), would.due());
    long given = ChronoUnit.DAYS.between(did.issued(), did.due());
    if (wanted != given) {
      add(Verdict.TERMS, "due after", wanted + " days", given + " days");
    }
  }

  /// Lines that are alike pair first, then those of one item; the order is nobody's.
  private void lines(List<InvoiceLine> would, List<InvoiceLine> did) {
    List<InvoiceLine> left = new ArrayList<>(did);
    List<InvoiceLine> unlike =
        would.stream().filter(line -> !taken(left, d -> alike(line, d))).toList();
    for (InvoiceLine line : unlike) {
      Optional<InvoiceLine> partner =
          left.stream()
              .filter(d -> !named(line).isEmpty() && named(line).equals(named(d)))
              .findFirst();
      partner.ifPresent(left::remove);
      partner.ifPresentOrElse(
          d -> fields(line, d), () -> add(Verdict.LINES, "missing line", shown(line), ""));
    }
    left.forEach(extra -> add(Verdict.LINES, "extra line", "", shown(extra)));
  }

  private static boolean taken(List<InvoiceLine> left, Predicate<InvoiceLine> alike) {
    Optional<InvoiceLine> found = left.stream().filter(alike).findFirst();
    found.ifPresent(left::remove);
    return found.isPresent();
  }

  private static boolean alike(InvoiceLine one, InvoiceLine other) {
    return named(one).equals(named(other))
        && one.quantity().compareTo(other.quantity()) == 0
        && one.unitPrice().compareTo(other.unitPrice()) == 0
        && one.amount().equals(other.amount());
  }

  private void fields(InvoiceLine would, InvoiceLine did) {
    String line = "line “%s” ".formatted(would.description());
    if (would.quantity().compareTo(did.quantity()) != 0) {
      add(
          Verdict.LINES,
          line + "quantity",
          Amounts.plain(would.quantity()),
          Amounts.plain(did.quantity()));
    }
    if (would.unitPrice().compareTo(did.unitPrice()) != 0) {
      add(
          Verdict.LINES,
          line + "price",
          Amounts.plain(would.unitPrice()),
          Amounts.plain(did.unitPrice()));
    }
    if (!would.amount().equals(did.amount())) {
      add(Verdict.LINES, line + "amount", Amounts.text(would.amount()), Amounts.text(did.amount()));
    }
  }

  private static String named(InvoiceLine line) {
    return line.itemId().orElse("");
  }

  private static String shown(InvoiceLine line) {
    return "%s × %s, %s"
        .formatted(Amounts.plain(line.quantity()), line.description(), Amounts.text(line.amount()));
  }

  private void add(Verdict verdict, String field, String would, String did) {
    found.add(new Difference(verdict, field, would, did));
  }
}
