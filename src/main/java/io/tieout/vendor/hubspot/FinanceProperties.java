package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A [DealFinance] as our own properties of a deal, and back. The properties are installed from
/// `manifest/hubspot`.
final class FinanceProperties {
  static final String SYNC_KEY = "tieout_sync_key";
  private static final String SYNC_STATUS = "tieout_sync_status";
  private static final String INVOICE_NUMBER = "tieout_invoice_number";
  private static final String INVOICE_LINK = "tieout_invoice_link";
  private static final String INVOICE_AMOUNT = "tieout_invoice_amount";
  private static final String PAYMENT_STATUS = "tieout_payment_status";
  private static final String BALANCE = "tieout_balance";
  private static final String LAST_PAYMENT_DATE = "tieout_last_payment_date";
  private static final String AUDIT_REFERENCE = "tieout_audit_reference";
  static final List<String> ALL =
      List.of(
          SYNC_KEY,
          SYNC_STATUS,
          INVOICE_NUMBER,
          INVOICE_LINK,
          INVOICE_AMOUNT,
          PAYMENT_STATUS,
          BALANCE,
          LAST_PAYMENT_DATE,
          AUDIT_REFERENCE);

  private FinanceProperties() {}

  static DealFinance read(Row deal, CurrencyUnit currency) {
    return new DealFinance(
        deal.text(SYNC_KEY),
        deal.text(SYNC_STATUS).flatMap(FinanceProperties::syncStatus),
        deal.text(INVOICE_NUMBER),
        deal.text(INVOICE_LINK),
        deal.decimal(INVOICE_AMOUNT).map(n -> Amounts.exact(currency, n)),
        deal.text(PAYMENT_STATUS).flatMap(FinanceProperties::paymentStatus),
        deal.decimal(BALANCE).map(n -> Amounts.exact(currency, n)),
        deal.date(LAST_PAYMENT_DATE),
        deal.text(AUDIT_REFERENCE));
  }

  /// The body of the update: each of our properties, an empty text where there is no value.
  static Json.Obj body(DealFinance finance) {
    JsonObjBuilder values = Json.object();
    set(values, SYNC_KEY, finance.syncKey());
    set(values, SYNC_STATUS, finance.syncStatus().map(SyncStatus::label));
    set(values, INVOICE_NUMBER, finance.invoiceNumber());
    set(values, INVOICE_LINK, finance.invoiceLink());
    set(values, INVOICE_AMOUNT, finance.invoiceAmount().map(FinanceProperties::plain));
    set(values, PAYMENT_STATUS, finance.paymentStatus().map(PaymentStatus::label));
    set(values, BALANCE, finance.balance().map(FinanceProperties::plain));
    set(values, LAST_PAYMENT_DATE, finance.lastPaymentDate().map(LocalDate::toString));
    set(values, AUDIT_REFERENCE, finance.auditReference());
    return Json.object().put("properties", values).build();
  }

  private static void set(JsonObjBuilder values, String property, Optional<String> value) {
    values.put(property, value.orElse(""));
  }

  private static String plain(Money amount) {
    return amount.getAmount().toPlainString();
  }

  private static Optional<SyncStatus> syncStatus(String label) {
    return Arrays.stream(SyncStatus.values()).filter(s -> s.label().equals(label)).findFirst();
  }

  private static Optional<PaymentStatus> paymentStatus(String label) {
    return Arrays.stream(PaymentStatus.values()).filter(s -> s.label().equals(label)).findFirst();
  }
}
