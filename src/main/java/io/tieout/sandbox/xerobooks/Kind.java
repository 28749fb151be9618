package io.tieout.sandbox.xerobooks;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of objects an organisation holds.
public enum Kind {
  CONTACT("Contacts", "ContactID"),
  INVOICE("Invoices", "InvoiceID"),
  CREDIT_NOTE("CreditNotes", "CreditNoteID"),
  PAYMENT("Payments", "PaymentID"),
  BATCH_PAYMENT("BatchPayments", "BatchPaymentID"),
  OVERPAYMENT("Overpayments", "OverpaymentID"),
  PREPAYMENT("Prepayments", "PrepaymentID"),
  BANK_TRANSACTION("BankTransactions", "BankTransactionID"),
  MANUAL_JOURNAL("ManualJournals", "ManualJournalID"),
  ITEM("Items", "ItemID"),
  ACCOUNT("Accounts", "AccountID"),
  TAX_RATE("TaxRates", "TaxType"),
  TRACKING_CATEGORY("TrackingCategories", "TrackingCategoryID"),
  CURRENCY("Currencies", "Code"),
  BRANDING_THEME("BrandingThemes", "BrandingThemeID");

  private final String plural;
  private final String idField;

  Kind(String plural, String idField) {
    this.plural = plural;
    this.idField = idField;
  }

  /// The name in paths and envelopes, such as `CreditNotes`.
  public String plural() {
    return plural;
  }

  /// The name of one, such as `CreditNote`.
  public String singular() {
    return switch (this) {
      case TRACKING_CATEGORY -> "TrackingCategory";
      case CURRENCY -> "Currency";
      case CONTACT,
          INVOICE,
          CREDIT_NOTE,
          PAYMENT,
          BATCH_PAYMENT,
          OVERPAYMENT,
          PREPAYMENT,
          BANK_TRANSACTION,
          MANUAL_JOURNAL,
          ITEM,
          ACCOUNT,
          TAX_RATE,
          BRANDING_THEME ->
          plural.substring(0, plural.length() - 1);
    };
  }

  /// The field that holds an object's id.
  public String idField() {
    return idField;
  }

  /// Credits that can be allocated to invoices.
  public boolean credit() {
    return this == CREDIT_NOTE || this == OVERPAYMENT || this == PREPAYMENT;
  }

  /// By the plural or the singular name, whatever its case.
  public static Optional<Kind> of(String name) {
    return Arrays.stream(values())
        .filter(k -> k.plural.equalsIgnoreCase(name) || k.singular().equalsIgnoreCase(name))
        .findFirst();
  }
}
