package io.tieout.fact.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/// A book under test, with what only its other side can do to it. The ledger and the writer speak
/// to the same empty-handed book; every stage is a fresh one.
public interface LedgerStage extends AutoCloseable {
  Ledger ledger();

  LedgerWriter writer();

  /// A day on which the book is open.
  LocalDate today();

  /// Closes the book up to and including the day.
  void closeBooksThrough(LocalDate day);

  /// A supplier of that name comes into the book.
  void addSupplier(String displayName);

  /// Whether a supplier's name stands in a customer's way. If not, the supplier can be billed.
  boolean supplierNamesBlock();

  /// Whether lines may have prices that hold the tax. If not, such drafts are refused.
  boolean takesPricesWithTax();

  /// The customer is made inactive by somebody in the book.
  void deactivate(String customerId);

  /// The customer pays; returns the ids of what the book makes of it, one payment or several.
  ///
  /// @param byInvoice what of the total settles which invoice
  List<String> pay(String customerId, Money total, Map<String, Money> byInvoice);

  /// Somebody deletes the payment of an invoice in the book.
  void deletePayment(String paymentId);

  /// The customer is credited; returns the credit note's id.
  ///
  /// @param byInvoice what of the total settles which invoice
  String credit(String customerId, Money total, Map<String, Money> byInvoice);

  /// Somebody words an item anew; returns its id.
  String editItem();

  /// The notes that stand with an invoice; none where the book keeps none.
  List<String> notes(String invoiceId);

  /// The access token ends before its time.
  void expireToken();

  /// The next write is carried out and its answer lost.
  void loseNextWriteAnswer();

  /// The next write is refused because of too many requests.
  void throttleNextWrite();

  /// The next read finds the book out of reach.
  void failNextRead();

  @Override
  void close();
}
