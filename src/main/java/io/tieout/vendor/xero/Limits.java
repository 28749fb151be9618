package io.tieout.vendor.xero;

import io.tieout.value.fault.Fault;
import java.util.Optional;

/// What Xero would refuse or shorten, refused before a request is spent on it.
final class Limits {
  /// Xero takes 128 characters; the engine promises 50.
  static final int KEY = 128;

  static final int NAME = 255;
  static final int CONTACT_NUMBER = 50;
  static final int NUMBER = 255;
  static final int REFERENCE = 255;
  static final int LINE_DESCRIPTION = 4000;
  static final int NOTE = 2500;
  static final int FILES = 10;
  static final int FILE_BYTES = 10 * 1024 * 1024;

  private Limits() {}

  static void check(String field, String value, int most) {
    if (value.length() > most) {
      throw refused(
          field,
          "LENGTH",
          "%s has %d characters, Xero keeps at most %d; shorten it"
              .formatted(field, value.length(), most));
    }
  }

  /// A key is made by a program: one that does not fit is a mistake in the program.
  static String key(String key) {
    if (key.isBlank() || key.length() > KEY) {
      throw new Fault.Broken(
              "the idempotency key '%s' has %d characters, Xero takes 1 to %d"
                  .formatted(key, key.length(), KEY))
          .asException();
    }
    return key;
  }

  static RuntimeException refused(String field, String code, String message) {
    return new Fault.Refused(message, code, Optional.of(field)).asException();
  }
}
