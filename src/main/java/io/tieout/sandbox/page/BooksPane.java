package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;

/// The books as the bookkeepers see and use them: one ledger, or several side by side. An invoice
/// is named by its ledger and its id there, `quickbooks:145`.
final class BooksPane implements Pane {
  private final List<BooksSide> ledgers;
  private final Set<String> invoicesAtStart;
  private final int paymentsAtStart;
  private final AtomicBoolean looked = new AtomicBoolean();

  BooksPane(List<BooksSide> ledgers) {
    this.ledgers = List.copyOf(ledgers);
    this.invoicesAtStart = keys().collect(Collectors.toSet());
    this.paymentsAtStart = payments();
  }

  private Stream<String> keys() {
    return ledgers.stream().flatMap(l -> l.invoices().stream().map(i -> key(l, i.id())));
  }

  private static String key(BooksSide ledger, String id) {
    return ledger.system() + ":" + id;
  }

  /// Whether there are invoices that were not there at the start.
  boolean invoiced() {
    return keys().anyMatch(key -> !invoicesAtStart.contains(key));
  }

  /// Whether somebody opened one of the new invoices on this page.
  boolean looked() {
    return looked.get();
  }

  boolean paid() {
    return payments() > paymentsAtStart;
  }

  private int payments() {
    return ledgers.stream().mapToInt(BooksSide::payments).sum();
  }

  @Override
  public String mark() {
    return Integer.toHexString(ledgers.stream().map(BooksSide::invoices).toList().hashCode());
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    return switch (what) {
      case "invoices" ->
          Json.object()
              .put("ledgers", ledgers.stream().map(BooksPane::ledger).toList())
              .put(
                  "invoices",
                  ledgers.stream().flatMap(l -> l.invoices().stream().map(i -> row(l, i))).toList())
              .build();
      case "invoice" -> {
        Place place = place(Pane.needed(call, "id"));
        yield row(place.ledger(), place.invoice())
            .with("paper", Paper.json(place.ledger().paper(place.invoice().id())));
      }
      default -> throw Pane.unknown(what);
    };
  }

  private static Json.Obj ledger(BooksSide ledger) {
    return Json.object().put("system", ledger.system()).put("title", ledger.title()).build();
  }

  private Json.Obj row(BooksSide ledger, InvoiceView view) {
    return Json.object()
        .put("id", key(ledger, view.id()))
        .put("system", ledger.system())
        .put("number", view.number().orElse(""))
        .put("customer", view.customer())
        .put("date", view.date().toString())
        .put("due", view.due().toString())
        .put("currency", view.total().getCurrencyUnit().getCode())
        .put("total", view.total().getAmount().toPlainString())
        .put("balance", view.balance().getAmount().toPlainString())
        .put("status", view.status().name())
        .put("fresh", !invoicesAtStart.contains(key(ledger, view.id())))
        .build();
  }

  /// An invoice and the ledger it is in.
  private record Place(BooksSide ledger, InvoiceView invoice) {}

  private Place place(String key) {
    return ledgers.stream()
        .flatMap(l -> l.invoices().stream().map(i -> new Place(l, i)))
        .filter(p -> key(p.ledger(), p.invoice().id()).equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no invoice " + key));
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    Place place = place(wish.text("id"));
    String id = place.invoice().id();
    switch (what) {
      case "looked" ->
          looked.compareAndSet(false, !invoicesAtStart.contains(key(place.ledger(), id)));
      case "payment" -> posted(place).recordPayment(id, due(place, wish));
      case "credit" -> posted(place).credit(id, due(place, wish));
      case "price" -> posted(place).reprice(id, amount(place.invoice(), wish));
      case "remove-payment" -> posted(place).removePayment(payment(place, wish.text("payment")));
      case "copy" -> posted(place).copyInvoice(id);
      case "void" -> posted(place).voidInvoice(id);
      case "delete" -> posted(place).deleteInvoice(id);
      default -> throw Pane.unknown(what);
    }
    return Pane.done();
  }

  /// The ledger, when the invoice counts there already.
  private static BooksSide posted(Place place) {
    if (place.invoice().status() == InvoiceView.Status.DRAFT) {
      throw new IllegalArgumentException(
          "invoice %s is a draft: nothing is done with it here until it is approved in %s"
              .formatted(
                  place.invoice().number().orElse(place.invoice().id()), place.ledger().title()));
    }
    return place.ledger();
  }

  /// Only what is on this invoice is taken out of the ledger from here.
  private static String payment(Place place, String id) {
    return place.ledger().paper(place.invoice().id()).payments().stream()
        .map(InvoicePaper.Payment::id)
        .filter(id::equals)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no payment %s on it".formatted(id)));
  }

  private static Money amount(InvoiceView invoice, Json.Obj wish) {
    String text = wish.text("amount");
    if (!text.matches("\\d{1,12}(\\.\\d{1,3})?")) {
      throw new IllegalArgumentException(
          "amount '%s': write a plain number such as %s"
              .formatted(text, invoice.balance().getAmount().toPlainString()));
    }
    Money amount = Amounts.exact(invoice.balance().getCurrencyUnit(), new BigDecimal(text));
    if (amount.isNegativeOrZero()) {
      throw new IllegalArgumentException(
          "amount %s: must be more than zero".formatted(Amounts.text(amount)));
    }
    return amount;
  }

  /// At most what is open.
  private static Money due(Place place, Json.Obj wish) {
    Money balance = place.invoice().balance();
    Money amount = amount(place.invoice(), wish);
    if (amount.isGreaterThan(balance)) {
      throw new IllegalArgumentException(
          "amount %s: must be more than zero and at most the balance of %s"
              .formatted(Amounts.text(amount), Amounts.text(balance)));
    }
    return amount;
  }
}
