package io.tieout.vendor.salesforce;

import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.crm.DealFinance.PaymentStatus;
import io.tieout.fact.crm.DealFinance.SyncStatus;
import io.tieout.fact.crm.DealTerms;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// An Opportunity as a [Deal], and a [DealFinance] as fields of an Opportunity.
final class DealFields {
  static final String OBJECT = "Opportunity";
  static final List<String> STANDARD =
      List.of(
          "Id",
          "Name",
          "AccountId",
          "Amount",
          "CloseDate",
          "StageName",
          "IsClosed",
          "IsWon",
          "HasOpportunityLineItem",
          "SystemModstamp");

  private final SalesforceSettings settings;
  private final Currencies currencies;

  DealFields(SalesforceSettings settings, Currencies currencies) {
    this.settings = settings;
    this.currencies = currencies;
  }

  /// What to select: the standard fields and ours must be there, the rest when it is.
  List<String> selection(Fields fields) {
    List<String> selected = new ArrayList<>(fields.needed(OBJECT, STANDARD));
    selected.addAll(fields.needed(OBJECT, settings.finance().all()));
    List<String> wanted = new ArrayList<>(List.of("Owner.Name", "SyncedQuoteId", Currencies.FIELD));
    wanted.addAll(settings.terms().all());
    wanted.addAll(settings.also().deal());
    selected.addAll(fields.present(OBJECT, wanted));
    return selected;
  }

  Deal deal(Json.Obj row, String url) {
    String id = row.text("Id");
    String stamp = row.text("SystemModstamp");
    return new Deal(
        id,
        row.text("Name"),
        row.optText("AccountId").orElseThrow(() -> withoutAccount(row)),
        currencies.of(row),
        currencies.exactAmount(row, "Amount"),
        LocalDate.parse(row.text("CloseDate")),
        row.text("StageName"),
        row.flag("IsClosed"),
        row.flag("IsClosed") && row.flag("IsWon"),
        row.flag("HasOpportunityLineItem"),
        row.optObj("Owner").flatMap(owner -> owner.optText("Name")),
        row.optText("SyncedQuoteId"),
        terms(row),
        finance(row),
        values(row, settings.also().deal()),
        SalesforceTime.parse(stamp),
        stamp,
        url);
  }

  /// The fields that have a value, by their names.
  static Map<String, String> values(Json.Obj row, List<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    names.forEach(name -> row.optText(name).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /// The body of the update: each of our fields, `null` where there is no value.
  Json.Obj body(DealFinance finance) {
    SalesforceSettings.FinanceFields f = settings.finance();
    JsonObjBuilder body = Json.object();
    set(body, f.syncKey(), finance.syncKey());
    set(body, f.syncStatus(), finance.syncStatus().map(SyncStatus::label));
    set(body, f.invoiceNumber(), finance.invoiceNumber());
    set(body, f.invoiceLink(), finance.invoiceLink());
    setAmount(body, f.invoiceAmount(), finance.invoiceAmount());
    set(body, f.paymentStatus(), finance.paymentStatus().map(PaymentStatus::label));
    setAmount(body, f.balance(), finance.balance());
    set(body, f.lastPaymentDate(), finance.lastPaymentDate().map(LocalDate::toString));
    set(body, f.auditReference(), finance.auditReference());
    return body.build();
  }

  private DealTerms terms(Json.Obj row) {
    SalesforceSettings.TermFields f = settings.terms();
    return new DealTerms(
        row.optText(f.paymentTerms()),
        date(row, f.serviceStart()),
        date(row, f.serviceEnd()),
        row.optText(f.poNumber()));
  }

  private DealFinance finance(Json.Obj row) {
    SalesforceSettings.FinanceFields f = settings.finance();
    return new DealFinance(
        row.optText(f.syncKey()),
        row.optText(f.syncStatus()).flatMap(DealFields::syncStatus),
        row.optText(f.invoiceNumber()),
        row.optText(f.invoiceLink()),
        currencies.amount(row, f.invoiceAmount()),
        row.optText(f.paymentStatus()).flatMap(DealFields::paymentStatus),
        currencies.amount(row, f.balance()),
        date(row, f.lastPaymentDate()),
        row.optText(f.auditReference()));
  }

  private static Optional<SyncStatus> syncStatus(String label) {
    return Arrays.stream(SyncStatus.values()).filter(s -> s.label().equals(label)).findFirst();
  }

  private static Optional<PaymentStatus> paymentStatus(String label) {
    return Arrays.stream(PaymentStatus.values()).filter(s -> s.label().equals(label)).findFirst();
  }

  private static Optional<LocalDate> date(Json.Obj row, String field) {
    return row.optText(field).map(LocalDate::parse);
  }

  private static void set(JsonObjBuilder body, String field, Optional<String> value) {
    body.put(field, value.<Json>map(Json::of).orElseGet(Json::nothing));
  }

  private static void setAmount(JsonObjBuilder body, String field, Optional<Money> value) {
    body.put(field, value.<Json>map(m -> Json.of(m.getAmount())).orElseGet(Json::nothing));
  }

  private static RuntimeException withoutAccount(Json.Obj row) {
    return new Fault.Refused(
            "Salesforce: opportunity %s (%s) has no account; set its Account Name"
                .formatted(row.text("Id"), row.text("Name")),
            "NO_ACCOUNT",
            Optional.of("AccountId"))
        .asException();
  }
}
