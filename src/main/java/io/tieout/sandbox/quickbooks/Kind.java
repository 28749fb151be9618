package io.tieout.sandbox.quickbooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of objects the stand-in serves.
enum Kind {
  COMPANY_INFO("CompanyInfo", Family.FIXED),
  PREFERENCES("Preferences", Family.FIXED),
  CUSTOMER("Customer", Family.NAME),
  VENDOR("Vendor", Family.NAME),
  EMPLOYEE("Employee", Family.NAME),
  ITEM("Item", Family.LIST),
  ACCOUNT("Account", Family.LIST),
  TERM("Term", Family.LIST),
  PAYMENT_METHOD("PaymentMethod", Family.LIST),
  TAX_CODE("TaxCode", Family.FIXED),
  TAX_RATE("TaxRate", Family.FIXED),
  TAX_AGENCY("TaxAgency", Family.FIXED),
  COMPANY_CURRENCY("CompanyCurrency", Family.FIXED),
  INVOICE("Invoice", Family.SALES),
  CREDIT_MEMO("CreditMemo", Family.SALES),
  ESTIMATE("Estimate", Family.SALES),
  PAYMENT("Payment", Family.RECEIPT),
  JOURNAL_ENTRY("JournalEntry", Family.JOURNAL),
  ATTACHABLE("Attachable", Family.FILE);

  /// What governs an object's life: who numbers it, what may be done to it.
  enum Family {
    FIXED,
    NAME,
    LIST,
    SALES,
    RECEIPT,
    JOURNAL,
    FILE
  }

  private final String apiName;
  private final Family family;

  Kind(String apiName, Family family) {
    this.apiName = apiName;
    this.family = family;
  }

  /// The name in JSON, such as `CreditMemo`.
  String apiName() {
    return apiName;
  }

  /// The name in paths, such as `creditmemo`.
  String path() {
    return apiName.toLowerCase(Locale.ROOT);
  }

  Family family() {
    return family;
  }

  boolean writable() {
    return family != Family.FIXED;
  }

  boolean transaction() {
    return family == Family.SALES || family == Family.RECEIPT || family == Family.JOURNAL;
  }

  boolean deletable() {
    return transaction() || family == Family.FILE;
  }

  /// Credit memos look voidable and are not: they can only be deleted.
  boolean voidable() {
    return this == INVOICE || this == PAYMENT;
  }

  boolean canBeInactive() {
    return family == Family.NAME || family == Family.LIST;
  }

  /// Transactions share one series of ids, names another; every list has its own.
  String idSeries() {
    return transaction() ? "transactions" : family == Family.NAME ? "names" : apiName;
  }

  static Optional<Kind> of(String name) {
    return Arrays.stream(values()).filter(k -> k.apiName.equalsIgnoreCase(name)).findFirst();
  }
}
