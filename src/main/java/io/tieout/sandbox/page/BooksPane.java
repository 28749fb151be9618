package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.quickbooks.InvoiceView;
import io.tieout.sandbox.quickbooks.QuickBooksStandIn;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.joda.money.Money;

/// The books as the bookkeeper sees and uses them.
final class BooksPane implements Pane {
  private static final String INVOICE = "Invoice";

  private final QuickBooksStandIn books;
  private final Set<String> invoicesAtStart;
  private final int paymentsAtStart;
  private final AtomicBoolean looked = new AtomicBoolean();

  BooksPane(QuickBooksStandIn books) {
    this.books = books;
    this.invoicesAtStart = Set.copyOf(books.invoices().stream().map(InvoiceView::id).toList());
    this.paymentsAtStart = books.documents("Payment").size();
  }

  /// Whether there are invoices that were not there at the start.
  boolean invoiced() {
    return books.invoices().stream().anyMatch(i -> !invoicesAtStart.contains(i.id()));
  }

  /// Whether somebody opened one of the new invoices on this page.
  boolean looked() {
    return looked.get();
  }

  boolean paid() {
    return books.documents("Payment").size() > paymentsAtStart;
  }

  @Override
  public String mark() {
    return Integer.toHexString(books.documents(INVOICE).hashCode());
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    return switch (what) {
      case "invoices" ->
          Json.object().put("invoices", books.invoices().stream().map(this::row).toList()).build();
      case "invoice" -> {
        String id = Pane.needed(call, "id");
        yield row(invoice(id)).with("document", document(id));
      }
      default -> throw Pane.unknown(what);
    };
  }

  private Json.Obj row(InvoiceView view) {
    return Json.object()
        .put("id", view.id())
        .put("number", view.number().orElse(""))
        .put("customer", view.customer())
        .put("date", view.date().toString())
        .put("due", view.due().toString())
        .put("currency", view.total().getCurrencyUnit().getCode())
        .put("total", view.total().getAmount().toPlainString())
        .put("balance", view.balance().getAmount().toPlainString())
        .put("status", view.status().name())
        .put("fresh", !invoicesAtStart.contains(view.id()))
        .build();
  }

  private InvoiceView invoice(String id) {
    return books.invoices().stream()
        .filter(i -> i.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no invoice " + id));
  }

  private Json.Obj document(String id) {
    return books
        .document(INVOICE, id)
        .orElseThrow(() -> new IllegalArgumentException("there is no invoice " + id));
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    String id = wish.text("id");
    switch (what) {
      case "looked" -> looked.compareAndSet(false, !invoicesAtStart.contains(id));
      case "payment" -> books.recordPayment(id, amount(invoice(id), wish.text("amount")));
      case "void" -> books.voidTransaction(INVOICE, id);
      default -> throw Pane.unknown(what);
    }
    return Pane.done();
  }

  private static Money amount(InvoiceView invoice, String text) {
    if (!text.matches("\\d{1,12}(\\.\\d{1,3})?")) {
      throw new IllegalArgumentException(
          "amount '%s': write a plain number such as %s"
              .formatted(text, invoice.balance().getAmount().toPlainString()));
    }
    Money amount = Amounts.exact(invoice.balance().getCurrencyUnit(), new BigDecimal(text));
    if (amount.isNegativeOrZero() || amount.isGreaterThan(invoice.balance())) {
      throw new IllegalArgumentException(
          "amount %s: must be more than zero and at most the balance of %s"
              .formatted(Amounts.text(amount), Amounts.text(invoice.balance())));
    }
    return amount;
  }
}
