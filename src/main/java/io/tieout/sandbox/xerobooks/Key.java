package io.tieout.sandbox.xerobooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What objects are found by besides their ids. Names and numbers are matched whatever their case.
record Key(Kind kind, Of what, String value) {
  /// The sort of key.
  enum Of {
    NAME,
    NUMBER,
    CODE
  }

  static Key of(Kind kind, Of what, String value) {
    return new Key(kind, what, value.strip().toLowerCase(Locale.ROOT));
  }

  /// The keys an object holds. Archived contacts give up their name; invoices keep their number
  /// even when they are deleted; numbers of bills are the suppliers' and are no keys.
  static List<Key> all(Row row) {
    List<Key> keys = new ArrayList<>();
    switch (row.kind()) {
      case CONTACT -> {
        if (row.text("ContactStatus").equals("ACTIVE")) {
          add(keys, row, Of.NAME, "Name");
        }
        add(keys, row, Of.NUMBER, "ContactNumber");
      }
      case INVOICE -> {
        if (row.text("Type").equals("ACCREC")) {
          add(keys, row, Of.NUMBER, "InvoiceNumber");
        }
      }
      case CREDIT_NOTE -> {
        if (row.text("Type").equals("ACCRECCREDIT")) {
          add(keys, row, Of.NUMBER, "CreditNoteNumber");
        }
      }
      case ITEM, ACCOUNT -> {
        add(keys, row, Of.CODE, "Code");
        add(keys, row, Of.NAME, "Name");
      }
      case TRACKING_CATEGORY -> add(keys, row, Of.NAME, "Name");
      case PAYMENT,
          BATCH_PAYMENT,
          OVERPAYMENT,
          PREPAYMENT,
          BANK_TRANSACTION,
          MANUAL_JOURNAL,
          TAX_RATE,
          CURRENCY,
          BRANDING_THEME -> {}
    }
    return keys;
  }

  private static void add(List<Key> keys, Row row, Of what, String field) {
    if (!row.text(field).isBlank()) {
      keys.add(of(row.kind(), what, row.text(field)));
    }
  }
}
