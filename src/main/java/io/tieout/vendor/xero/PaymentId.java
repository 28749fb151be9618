package io.tieout.vendor.xero;

import io.tieout.value.json.Json;
import java.util.Optional;

/// The id of a payment of ours: Xero keeps money received in three lists.
///
/// @param id in its list
record PaymentId(Endpoint endpoint, String id) {
  private static final String OVERPAYMENT = "overpayment:";
  private static final String PREPAYMENT = "prepayment:";

  /// Empty for a text that is no id of Xero's.
  static Optional<PaymentId> parse(String text) {
    PaymentId id =
        text.startsWith(OVERPAYMENT)
            ? new PaymentId(Endpoint.OVERPAYMENTS, text.substring(OVERPAYMENT.length()))
            : text.startsWith(PREPAYMENT)
                ? new PaymentId(Endpoint.PREPAYMENTS, text.substring(PREPAYMENT.length()))
                : new PaymentId(Endpoint.PAYMENTS, text);
    return Optional.of(id).filter(i -> XeroSettings.isId(i.id));
  }

  static PaymentId of(Endpoint endpoint, Json.Obj row) {
    return new PaymentId(endpoint, row.text(endpoint.idField()));
  }

  String text() {
    return switch (endpoint) {
      case OVERPAYMENTS -> OVERPAYMENT + id;
      case PREPAYMENTS -> PREPAYMENT + id;
      case PAYMENTS, CONTACTS, ITEMS, INVOICES, CREDIT_NOTES, TAX_RATES, CURRENCIES, ORGANISATION ->
          id;
    };
  }
}
