package io.tieout.work.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What may become of an invoice in the books behind an approval.
public enum DriftKind {
  /// It does not say any more what was approved.
  EDITED("invoice edited in the books"),
  /// It does not count any more, and is still there.
  VOIDED("invoice voided in the books"),
  /// It is not there any more.
  DELETED("invoice deleted from the books"),
  /// A credit note was put to it.
  CREDITED("invoice credited in the books"),
  /// It was paid in another way than in full, by its customer, with money.
  PAID_DIFFERENTLY("invoice paid differently"),
  /// An invoice that Tieout did not make, for a deal it knows.
  CREATED_OUTSIDE("invoice created outside");

  private final String finding;

  DriftKind(String finding) {
    this.finding = finding;
  }

  /// The kind of the finding that tells of it.
  String finding() {
    return finding;
  }

  /// The kind in the configuration: `paid_differently`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DriftKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(DriftKind::word).toList();
  }

  /// The finding about an invoice; the same however often it is seen.
  ///
  /// @param place the book's
  String key(String place, String invoiceId) {
    return this == EDITED
        ? "edited in the books:%s/%s".formatted(place, invoiceId)
        : "drift %s:%s/%s".formatted(word(), place, invoiceId);
  }
}
