package io.tieout.fact.crm;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/// What the books say of a deal, in the fields of the deal that are ours to write.
///
/// @param syncKey our external key, unique in the CRM
/// @param auditReference leads an auditor to the whole story (`tieout audit show …`)
public record DealFinance(
    Optional<String> syncKey,
    Optional<SyncStatus> syncStatus,
    Optional<String> invoiceNumber,
    Optional<String> invoiceLink,
    Optional<Money> invoiceAmount,
    Optional<PaymentStatus> paymentStatus,
    Optional<Money> balance,
    Optional<LocalDate> lastPaymentDate,
    Optional<String> auditReference) {
  public static final DealFinance NONE =
      new DealFinance(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// These values, with those wanted in every field that still shows what we wrote there. What
  /// somebody else wrote since is theirs and stays.
  public DealFinance with(DealFinance wanted, DealFinance written) {
    return new DealFinance(
        one(syncKey, written.syncKey, wanted.syncKey),
        one(syncStatus, written.syncStatus, wanted.syncStatus),
        one(invoiceNumber, written.invoiceNumber, wanted.invoiceNumber),
        one(invoiceLink, written.invoiceLink, wanted.invoiceLink),
        one(invoiceAmount, written.invoiceAmount, wanted.invoiceAmount),
        one(paymentStatus, written.paymentStatus, wanted.paymentStatus),
        one(balance, written.balance, wanted.balance),
        one(lastPaymentDate, written.lastPaymentDate, wanted.lastPaymentDate),
        one(auditReference, written.auditReference, wanted.auditReference));
  }

  private static <T> Optional<T> one(Optional<T> shown, Optional<T> written, Optional<T> wanted) {
    return shown.equals(written) ? wanted : shown;
  }

  /// Where a deal stands between CRM and books. `label` is the CRM's picklist value.
  public enum SyncStatus {
    INVOICED("Invoiced"),
    REJECTED("Rejected"),
    NEEDS_ATTENTION("Needs attention");

    private final String label;

    SyncStatus(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /// How far a deal's invoice is paid. `label` is the CRM's picklist value.
  public enum PaymentStatus {
    UNPAID("Unpaid"),
    PARTIALLY_PAID("Partially paid"),
    PAID("Paid"),
    VOIDED("Voided");

    private final String label;

    PaymentStatus(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
