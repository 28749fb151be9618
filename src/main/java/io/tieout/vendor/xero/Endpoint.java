package io.tieout.vendor.xero;

/// The lists of the Accounting API we read, by their names in paths and envelopes.
enum Endpoint {
  CONTACTS("Contacts", "ContactID", true),
  ITEMS("Items", "Code", false),
  INVOICES("Invoices", "InvoiceID", true),
  CREDIT_NOTES("CreditNotes", "CreditNoteID", true),
  PAYMENTS("Payments", "PaymentID", true),
  OVERPAYMENTS("Overpayments", "OverpaymentID", true),
  PREPAYMENTS("Prepayments", "PrepaymentID", true),
  TAX_RATES("TaxRates", "TaxType", false),
  CURRENCIES("Currencies", "Code", false),
  ORGANISATION("Organisation", "OrganisationID", false);

  private final String plural;
  private final String idField;
  private final boolean paged;

  Endpoint(String plural, String idField, boolean paged) {
    this.plural = plural;
    this.idField = idField;
    this.paged = paged;
  }

  String path() {
    return plural;
  }

  /// The name of the list in an answer.
  String envelope() {
    return this == ORGANISATION ? "Organisations" : plural;
  }

  String idField() {
    return idField;
  }

  /// Whether answers come in pages; the others hold everything at once.
  boolean paged() {
    return paged;
  }
}
