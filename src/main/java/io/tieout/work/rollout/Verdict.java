package io.tieout.work.rollout;

import java.util.Locale;

/// How what would have been done compares with what people did; of several the first is the case's
/// class.
public enum Verdict {
  SAME("the same"),
  CUSTOMER("another customer"),
  AMOUNT("another amount"),
  TAX("other tax"),
  TERMS("other payment days"),
  LINES("other lines"),
  MISSING_IN_BOOKS("not invoiced in the books"),
  NOT_DRAFTED("people would have been asked first"),
  /// Won so lately that nobody can say.
  TOO_SOON("won lately, not invoiced yet"),
  /// An invoice that belongs to no won deal of the period.
  EXTRA_IN_BOOKS("invoiced without a won deal");

  private final String spoken;

  Verdict(String spoken) {
    this.spoken = spoken;
  }

  public String spoken() {
    return spoken;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it counts among the cases by which agreement is measured.
  boolean counts() {
    return this != TOO_SOON && this != EXTRA_IN_BOOKS;
  }
}
