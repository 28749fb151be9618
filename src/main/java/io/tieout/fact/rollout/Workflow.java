package io.tieout.fact.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is rolled out. Undoing is not among them: taking something back is asked about always.
public enum Workflow {
  /// From a won deal to its invoice, drafts included.
  INVOICING,
  /// Telling deals what became of their invoices.
  PAYMENTS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Workflow> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Workflow::word).toList();
  }
}
