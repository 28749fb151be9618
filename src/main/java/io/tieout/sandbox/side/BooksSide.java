package io.tieout.sandbox.side;

import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A ledger as its bookkeepers use it.
public interface BooksSide extends Side {
  /// The book's base currency.
  CurrencyUnit home();

  /// Every sales invoice, drafts and voided ones too, oldest first.
  List<InvoiceView> invoices();

  /// The invoice's document as the API would show it; `IllegalArgumentException` when there is
  /// none.
  Json.Obj invoiceDocument(String id);

  /// The invoice as its paper shows it; `IllegalArgumentException` when there is none.
  InvoicePaper paper(String invoiceId);

  /// The ids of the sales invoices that came in by the API, oldest first, by the stand-in's own
  /// log.
  List<String> invoicesMadeByApi();

  /// From now on lists and queries do not show what was made so lately, where the vendor's lag
  /// behind; reading by id does. Nothing happens in a ledger whose lists are always up to date.
  default void lag(Duration behind) {
    // Its lists are up to date.
  }

  /// How many payments of customers there are.
  int payments();

  /// A bookkeeper records a customer's payment of an invoice, today. Gives the payment's id. A
  /// draft cannot be paid. More than is open leaves a rest.
  String recordPayment(String invoiceId, Money amount);

  /// A bookkeeper voids an invoice.
  void voidInvoice(String invoiceId);

  /// A bookkeeper deletes an invoice; a ledger that keeps what was posted voids it.
  void deleteInvoice(String invoiceId);

  /// A bookkeeper makes the first line of an invoice one of this price.
  void reprice(String invoiceId, Money price);

  /// A bookkeeper credits so much of an invoice. Gives the credit note's id.
  String credit(String invoiceId, Money amount);

  /// A bookkeeper records money of an invoice's customer, today, and puts it to nothing.
  String receive(String invoiceId, Money amount);

  /// A bookkeeper takes a payment out again.
  void removePayment(String paymentId);

  /// A bookkeeper enters another invoice of the same lines for the same customer, today. Gives its
  /// id.
  String copyInvoice(String invoiceId);
}
