package io.tieout.sandbox.quickbooks;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// QuickBooks as its bookkeepers use it.
public final class QuickBooksSide implements BooksSide {
  private static final String INVOICE = "Invoice";

  private final QuickBooksStandIn quickbooks;

  public QuickBooksSide(QuickBooksStandIn quickbooks) {
    this.quickbooks = quickbooks;
  }

  /// The stand-in itself, for what is QuickBooks' alone.
  public QuickBooksStandIn standIn() {
    return quickbooks;
  }

  @Override
  public String system() {
    return "quickbooks";
  }

  @Override
  public String title() {
    return "QuickBooks";
  }

  @Override
  public URI base() {
    return quickbooks.base();
  }

  @Override
  public Weather weather() {
    return quickbooks.weather();
  }

  @Override
  public Json.Obj info() {
    return quickbooks.info();
  }

  @Override
  public boolean writes(HttpCall call) {
    return call.method().equals("POST")
        && call.path().startsWith("/v3/company/")
        && !call.path().endsWith("/query");
  }

  @Override
  public void webhooksTo(URI receiver) {
    quickbooks.webhooksTo(receiver);
  }

  @Override
  public void lag(Duration behind) {
    quickbooks.queryLag(behind);
  }

  @Override
  public Courier courier() {
    return quickbooks.courier();
  }

  @Override
  public void deliverTwice(boolean twice) {
    quickbooks.webhookMood(twice ? WebhookMood.TWICE : WebhookMood.PROMPT);
  }

  @Override
  public CurrencyUnit home() {
    return quickbooks.settings().home();
  }

  @Override
  public List<InvoiceView> invoices() {
    return quickbooks.invoices();
  }

  @Override
  public Json.Obj invoiceDocument(String id) {
    return quickbooks
        .document(INVOICE, id)
        .orElseThrow(() -> new IllegalArgumentException("there is no invoice " + id));
  }

  @Override
  public InvoicePaper paper(String invoiceId) {
    return new Papers(quickbooks).of(invoiceDocument(invoiceId));
  }

  @Override
  public List<String> invoicesMadeByApi() {
    return quickbooks.requestLog().done(INVOICE).stream()
        .flatMap(entry -> entry.ids().stream())
        .distinct()
        .toList();
  }

  @Override
  public int payments() {
    return quickbooks.documents("Payment").size();
  }

  @Override
  public String recordPayment(String invoiceId, Money amount) {
    return quickbooks.recordPayment(invoiceId, amount);
  }

  @Override
  public void voidInvoice(String invoiceId) {
    quickbooks.voidTransaction(INVOICE, invoiceId);
  }

  @Override
  public void deleteInvoice(String invoiceId) {
    quickbooks.delete(INVOICE, invoiceId);
  }

  @Override
  public void reprice(String invoiceId, Money price) {
    quickbooks.edit(INVOICE, invoiceId, HandWork.repriced(invoiceDocument(invoiceId), price));
  }

  @Override
  public String credit(String invoiceId, Money amount) {
    Json.Obj invoice = invoiceDocument(invoiceId);
    String memo = quickbooks.enter("CreditMemo", HandWork.memo(invoice, amount)).text("Id");
    quickbooks.enter("Payment", HandWork.applying(invoice, memo, amount));
    return memo;
  }

  @Override
  public String receive(String invoiceId, Money amount) {
    return quickbooks
        .enter("Payment", HandWork.received(invoiceDocument(invoiceId), amount))
        .text("Id");
  }

  @Override
  public void removePayment(String paymentId) {
    quickbooks.delete("Payment", paymentId);
  }

  @Override
  public String copyInvoice(String invoiceId) {
    return quickbooks.enter(INVOICE, HandWork.copy(invoiceDocument(invoiceId))).text("Id");
  }

  @Override
  public void close() {
    quickbooks.close();
  }
}
