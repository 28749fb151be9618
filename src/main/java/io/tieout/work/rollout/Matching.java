package io.tieout.work.rollout;

import io.tieout.fact.change.Change.Billed;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.ledger.Invoice;
import io.tieout.work.invoicing.Rehearsal.Result;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.joda.money.Money;

/// Finds the invoice that people made for each deal. What is certain goes first and for all deals,
/// so that a likeness takes no invoice from the deal that names it. No invoice is found twice.
final class Matching {
  /// Around the day a deal was won, in which its invoice is looked for by likeness.
  private static final int DAYS_BEFORE = 31;

  private static final int DAYS_AFTER = 92;

  /// A deal with what is known of it.
  ///
  /// @param linked the id of the invoice that our link names
  record Sought(String place, Deal deal, String account, Result would, Optional<String> linked) {}

  /// @param how for people: `by its number`
  record Found(Invoice invoice, String how) {}

  private record Way(String how, boolean onlyOne, BiPredicate<Sought, Invoice> fits) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("by our link", false, (s, i) -> s.linked().filter(i.id()::equals).isPresent()),
          new Way(
              "by the number on the deal",
              false,
              (s, i) ->
                  i.number().isPresent() && i.number().equals(s.deal().finance().invoiceNumber())),
          new Way("by the deal's name or id in its note", false, Matching::noted),
          new Way(
              "by customer and amount",
              false,
              (s, i) -> near(s, i) && customer(s, i) && amount(s, i)),
          new Way("by customer alone", true, (s, i) -> near(s, i) && customer(s, i)));

  private final Map<String, List<Invoice>> books;
  private final Set<String> taken = new HashSet<>();

  /// @param books the invoices by the place of their book
  Matching(Map<String, List<Invoice>> books) {
    this.books = Map.copyOf(books);
  }

  /// By deals' ids.
  Map<String, Found> find(List<Sought> deals) {
    Map<String, Found> found = new LinkedHashMap<>();
    for (Way way : WAYS) {
      for (Sought sought : deals) {
        if (!found.containsKey(sought.deal().id())) {
          one(way, sought).ifPresent(f -> found.put(sought.deal().id(), f));
        }
      }
    }
    return found;
  }

  /// Invoices that no deal took.
  List<Invoice> left(String place, Predicate<Invoice> which) {
    return books.getOrDefault(place, List.of()).stream()
        .filter(i -> i.posted() && !taken.contains(key(place, i)))
        .filter(which)
        .toList();
  }

  private Optional<Found> one(Way way, Sought sought) {
    List<Invoice> fitting =
        left(sought.place(), i -> way.fits().test(sought, i)).stream()
            .sorted(Comparator.comparingLong(i -> distance(sought, i)))
            .toList();
    if (fitting.isEmpty() || (way.onlyOne() && fitting.size() > 1)) {
      return Optional.empty();
    }
    taken.add(key(sought.place(), fitting.getFirst()));
    return Optional.of(new Found(fitting.getFirst(), way.how()));
  }

  private static long distance(Sought sought, Invoice invoice) {
    return Math.abs(invoice.issued().toEpochDay() - sought.deal().closeDate().toEpochDay());
  }

  private static String key(String place, Invoice invoice) {
    return place + "/" + invoice.id();
  }

  private static boolean noted(Sought sought, Invoice invoice) {
    return invoice
        .privateNote()
        .filter(note -> note.contains(sought.deal().id()) || note.contains(sought.deal().name()))
        .isPresent();
  }

  private static boolean near(Sought sought, Invoice invoice) {
    LocalDate won = sought.deal().closeDate();
    return !invoice.issued().isBefore(won.minusDays(DAYS_BEFORE))
        && !invoice.issued().isAfter(won.plusDays(DAYS_AFTER));
  }

  private static boolean customer(Sought sought, Invoice invoice) {
    Optional<String> id =
        draft(sought)
            .map(CreateInvoice::customer)
            .filter(Billed.Known.class::isInstance)
            .map(c -> ((Billed.Known) c).customerId());
    return id.map(invoice.customerId()::equals)
        .orElseGet(() -> plain(sought.account()).equals(plain(invoice.customerName())));
  }

  private static boolean amount(Sought sought, Invoice invoice) {
    Optional<Money> amount = draft(sought).map(c -> c.invoice().net()).or(sought.deal()::amount);
    return amount.filter(a -> a.equals(invoice.net()) || a.equals(invoice.total())).isPresent();
  }

  private static Optional<CreateInvoice> draft(Sought sought) {
    return sought.would() instanceof Result.Ready(var proposal)
            && proposal.change() instanceof CreateInvoice invoice
        ? Optional.of(invoice)
        : Optional.empty();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
  }
}
