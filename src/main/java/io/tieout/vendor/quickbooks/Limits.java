package io.tieout.vendor.quickbooks;

import io.tieout.fact.ledger.Book;
import io.tieout.value.fault.Fault;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// What QuickBooks would refuse, refused before a request is spent on it. Nothing is cut to fit: a
/// shortened text would differ from what was approved.
final class Limits {
  static final int REQUEST_ID = 50;
  static final int DISPLAY_NAME = 500;
  static final int CUSTOMER_NOTES = 2000;
  static final int DOC_NUMBER = 21;
  static final int CUSTOMER_MEMO = 1000;
  static final int PRIVATE_NOTE = 4000;
  static final int LINE_DESCRIPTION = 4000;

  private Limits() {}

  static void check(String field, String value, int most) {
    if (value.length() > most) {
      throw new Fault.Refused(
              "%s has %d characters, QuickBooks keeps at most %d; shorten it"
                  .formatted(field, value.length(), most),
              "2050",
              Optional.of(field))
          .asException();
    }
  }

  /// A key is made by a program: one that does not fit is a mistake in the program.
  static String requestId(String key) {
    if (key.isBlank() || key.length() > REQUEST_ID) {
      throw new Fault.Broken(
              "the idempotency key '%s' has %d characters, QuickBooks takes 1 to %d"
                  .formatted(key, key.length(), REQUEST_ID))
          .asException();
    }
    return key;
  }

  static void checkCurrency(CurrencyUnit currency, Book book) {
    if (!book.multicurrency() && !currency.equals(book.home())) {
      throw new Fault.Refused(
              "currency %s: the book '%s' keeps %s alone; bill in %s, or have an administrator turn multicurrency on in QuickBooks (it cannot be turned off again)"
                  .formatted(currency, book.name(), book.home(), book.home()),
              "6000",
              Optional.of("CurrencyRef"))
          .asException();
    }
  }
}
