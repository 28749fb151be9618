package io.tieout.sandbox.salesforce;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.LineView;
import io.tieout.sandbox.world.Stages;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;

/// Salesforce as its sales people use it.
public final class SalesforceSide implements CrmSide {
  private static final String DEAL = "Opportunity";
  private static final String LINE = "OpportunityLineItem";

  private final SalesforceStandIn salesforce;
  private final CurrencyUnit currency;

  /// @param currency the organisation's only one
  public SalesforceSide(SalesforceStandIn salesforce, CurrencyUnit currency) {
    this.salesforce = salesforce;
    this.currency = currency;
  }

  /// The stand-in itself, for what is Salesforce's alone.
  public SalesforceStandIn standIn() {
    return salesforce;
  }

  @Override
  public String system() {
    return "salesforce";
  }

  @Override
  public String title() {
    return "Salesforce";
  }

  @Override
  public URI base() {
    return salesforce.base();
  }

  @Override
  public Weather weather() {
    return salesforce.weather();
  }

  @Override
  public Json.Obj info() {
    return salesforce.info();
  }

  @Override
  public boolean writes(HttpCall call) {
    return !call.method().equals("GET") && call.path().startsWith("/services/data/");
  }

  @Override
  public void webhooksTo(URI receiver) {
    salesforce.outboundMessagesTo(receiver);
  }

  @Override
  public Courier courier() {
    return salesforce.outbound().courier();
  }

  @Override
  public void deliverTwice(boolean twice) {
    salesforce.deliverOutbound(twice ? Delivery.DOUBLED : Delivery.ONCE);
  }

  @Override
  public String dealId(String key) {
    return salesforce.dealId(key);
  }

  @Override
  public List<String> stages() {
    return Stream.concat(Stages.OPEN.stream(), Stream.of(Stages.WON, Stages.LOST)).toList();
  }

  @Override
  public String wonStage() {
    return Stages.WON;
  }

  @Override
  public List<DealView> deals() {
    return salesforce.opportunities().stream()
        .flatMap(o -> salesforce.record(DEAL, o.id()).stream())
        .filter(row -> !row.flag("IsDeleted"))
        .map(this::view)
        .toList();
  }

  @Override
  public DealView deal(String id) {
    return salesforce
        .record(DEAL, id)
        .filter(row -> !row.flag("IsDeleted"))
        .map(this::view)
        .orElseThrow(() -> new IllegalArgumentException("there is no deal " + id));
  }

  private DealView view(Json.Obj row) {
    return new DealView(
        row.text("Id"),
        row.text("Name"),
        row.optText("AccountId")
            .flatMap(a -> salesforce.record("Account", a))
            .map(a -> a.text("Name"))
            .orElse(""),
        row.optDecimal("Amount").map(a -> Amounts.exact(currency, a)),
        row.text("StageName"),
        row.flag("IsWon"),
        row.optText("CloseDate"),
        row.optText("Payment_Terms__c"),
        row.optText("PO_Number__c"),
        row.optText("Service_Start__c"),
        row.optText("Service_End__c"),
        row.optText("LastModifiedDate").orElse(""),
        new DealView.Finance(
            row.optText("Tieout_Sync_Status__c"),
            row.optText("Tieout_Invoice_Number__c"),
            row.optText("Tieout_Invoice_Link__c"),
            row.optDecimal("Tieout_Invoice_Amount__c"),
            row.optText("Tieout_Payment_Status__c"),
            row.optDecimal("Tieout_Balance__c"),
            row.optText("Tieout_Last_Payment_Date__c"),
            row.optText("Tieout_Audit_Reference__c")));
  }

  @Override
  public List<LineView> lines(String dealId) {
    return salesforce.related(LINE, "OpportunityId", dealId).stream().map(this::line).toList();
  }

  private LineView line(Json.Obj row) {
    return new LineView(
        row.text("Id"),
        row.optText("Product2Id")
            .flatMap(p -> salesforce.record("Product2", p))
            .flatMap(p -> p.optText("Name"))
            .orElse(""),
        row.optText("ProductCode").orElse(""),
        row.optDecimal("Quantity").orElse(BigDecimal.ZERO),
        row.optDecimal("UnitPrice").orElse(BigDecimal.ZERO),
        row.optDecimal("Discount").orElse(BigDecimal.ZERO),
        row.optDecimal("TotalPrice").orElse(BigDecimal.ZERO));
  }

  @Override
  public void moveStage(String dealId, String stage) {
    salesforce.moveStage(dealId, stage);
  }

  @Override
  public void editDeal(String dealId, Map<DealField, String> changes) {
    JsonObjBuilder fields = Json.object();
    changes.forEach((field, text) -> fields.put(name(field), textOrNothing(text)));
    salesforce.edit(DEAL, dealId, fields.build());
  }

  private static String name(DealField field) {
    return switch (field) {
      case NAME -> "Name";
      case CLOSE_DATE -> "CloseDate";
      case PAYMENT_TERMS -> "Payment_Terms__c";
      case PO_NUMBER -> "PO_Number__c";
      case SERVICE_START -> "Service_Start__c";
      case SERVICE_END -> "Service_End__c";
    };
  }

  @Override
  public void editLine(String lineId, Map<LineField, String> changes) {
    JsonObjBuilder fields = Json.object();
    changes.forEach((field, text) -> {
      switch (field) {
        case QUANTITY -> fields.put("Quantity", number(text));
        case UNIT_PRICE -> fields.put("UnitPrice", number(text));
        case DISCOUNT_PERCENT -> fields.put("Discount", number(text));
        case DESCRIPTION -> fields.put("Description", textOrNothing(text));
      }
    });
    salesforce.edit(LINE, lineId, fields.build());
  }

  private static Json number(String text) {
    return Optional.of(text.strip())
        .filter(t -> !t.isEmpty())
        .<Json>map(t -> Json.of(new BigDecimal(t)))
        .orElseGet(Json::nothing);
  }

  private static Json textOrNothing(String text) {
    return text.isBlank() ? Json.nothing() : Json.of(text.strip());
  }

  @Override
  public void close() {
    salesforce.close();
  }
}
