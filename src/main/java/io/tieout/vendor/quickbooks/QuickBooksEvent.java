package io.tieout.vendor.quickbooks;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One change that QuickBooks told by webhook. What changed is to be read: the event says only
/// that.
///
/// @param eventId the same when QuickBooks tells the same again
/// @param realmId the company
/// @param id the record's id
public record QuickBooksEvent(
    String eventId, String realmId, Entity entity, Operation operation, String id, Instant time) {

  /// Kinds of records whose events are read.
  public enum Entity {
    ACCOUNT,
    BILL,
    BILL_PAYMENT,
    CREDIT_MEMO,
    CUSTOMER,
    DEPOSIT,
    EMPLOYEE,
    ESTIMATE,
    INVOICE,
    ITEM,
    JOURNAL_ENTRY,
    PAYMENT,
    PREFERENCES,
    PURCHASE,
    REFUND_RECEIPT,
    SALES_RECEIPT,
    TAX_CODE,
    TERM,
    VENDOR;

    /// The kind by QuickBooks' name in any spelling: `CreditMemo`, `creditmemo`, `credit_memo`.
    static Optional<Entity> named(String name) {
      String wanted = letters(name);
      return Arrays.stream(values()).filter(e -> letters(e.name()).equals(wanted)).findFirst();
    }
  }

  /// What happened to the record.
  public enum Operation {
    CREATED,
    UPDATED,
    DELETED,
    MERGED,
    VOIDED,
    EMAILED;

    /// The operation by its verb in any tense QuickBooks uses: `Create`, `created`, `Void`.
    static Optional<Operation> named(String verb) {
      String wanted = letters(verb);
      return Arrays.stream(values())
          .filter(o -> {
            String past = letters(o.name());
            return wanted.equals(past) || past.equals(wanted + "d") || past.equals(wanted + "ed");
          })
          .findFirst();
    }
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
