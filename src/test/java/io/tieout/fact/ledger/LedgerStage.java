package io.tieout.fact.ledger;

import java.time.LocalDate;
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

  /// A vendor of that name comes into the book.
  void addVendor(String displayName);

  /// The customer is made inactive by somebody in the book.
  void deactivate(String customerId);

  /// The customer pays; returns the payment's id.
  ///
  /// @param byInvoice what of the total settles which invoice
  String pay(String customerId, Money total, Map<String, Money> byInvoice);

  /// Somebody deletes the payment in the book.
  void deletePayment(String paymentId);

  /// The next write is carried out and its answer lost.
  void loseNextWriteAnswer();

  /// The next write is refused because of too many requests.
  void throttleNextWrite();

  @Override
  void close();
}
