package io.tieout.engine.halt;

import java.util.Locale;

/// The kinds of work that write.
public enum Workflow {
  /// Invoices, their drafts, and what tells the deal of them.
  INVOICING,
  /// What tells a deal of its payments.
  PAYMENTS;

  /// As people write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
