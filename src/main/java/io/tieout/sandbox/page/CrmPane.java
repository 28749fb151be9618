package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.salesforce.SalesforceStandIn;
import io.tieout.sandbox.salesforce.SalesforceStandIn.OpportunityView;
import io.tieout.sandbox.world.Stages;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;

/// The CRM as its sales people see and use it.
final class CrmPane implements Pane {
  private static final String DEAL = "Opportunity";
  private static final String LINE = "OpportunityLineItem";
  private static final Set<String> DEAL_FIELDS =
      Set.of("Name", "CloseDate", "Payment_Terms__c", "PO_Number__c");
  private static final Set<String> LINE_NUMBERS = Set.of("Quantity", "UnitPrice", "Discount");
  private static final List<String> TERMS =
      List.of("Due on receipt", "Net 15", "Net 30", "Net 45", "Net 60", "Net 75");

  private final SalesforceStandIn crm;
  private final CurrencyUnit currency;
  private final Set<String> wonAtStart;

  CrmPane(SalesforceStandIn crm, CurrencyUnit currency) {
    this.crm = crm;
    this.currency = currency;
    this.wonAtStart = Set.copyOf(won().map(OpportunityView::id).toList());
  }

  /// The deals won since the sandbox started.
  List<OpportunityView> wins() {
    return won().filter(d -> !wonAtStart.contains(d.id())).toList();
  }

  private Stream<OpportunityView> won() {
    return crm.opportunities().stream().filter(d -> d.stage().equals(Stages.WON));
  }

  @Override
  public String mark() {
    return Integer.toHexString(
        crm.opportunities().stream().map(d -> record(d.id())).toList().hashCode());
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    return switch (what) {
      case "deals" ->
          Json.object()
              .put("currency", currency.getCode())
              .put("stages", Json.texts(stages()))
              .put("terms", Json.texts(TERMS))
              .put("deals", crm.opportunities().stream().map(this::row).toList())
              .build();
      case "deal" -> deal(Pane.needed(call, "id"));
      default -> throw Pane.unknown(what);
    };
  }

  private static List<String> stages() {
    return Stream.concat(Stages.OPEN.stream(), Stream.of(Stages.WON, Stages.LOST)).toList();
  }

  private Json.Obj row(OpportunityView view) {
    Json.Obj record = record(view.id());
    return Json.object()
        .put("id", view.id())
        .put("name", view.name())
        .put("account", view.account())
        .put("amount", view.amount())
        .put("stage", view.stage())
        .putText("close", record.optText("CloseDate"))
        .putText("terms", record.optText("Payment_Terms__c"))
        .putText("po", record.optText("PO_Number__c"))
        .putText("serviceStart", record.optText("Service_Start__c"))
        .putText("serviceEnd", record.optText("Service_End__c"))
        .putText("changed", record.optText("LastModifiedDate"))
        .put("finance", view.finance())
        .build();
  }

  private Json.Obj deal(String id) {
    OpportunityView view =
        crm.opportunities().stream()
            .filter(d -> d.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no deal " + id));
    return row(view)
        .with("lines", Json.array(crm.related(LINE, "OpportunityId", id).stream().map(this::line)));
  }

  private Json.Obj line(Json.Obj row) {
    JsonObjBuilder line = Json.object().put("id", row.text("Id"));
    String product =
        row.optText("Product2Id")
            .flatMap(p -> crm.record("Product2", p))
            .flatMap(p -> p.optText("Name"))
            .orElse("");
    return line.put("product", product)
        .put("code", row.optText("ProductCode").orElse(""))
        .put("quantity", plain(row, "Quantity"))
        .put("unitPrice", plain(row, "UnitPrice"))
        .put("discount", plain(row, "Discount"))
        .put("total", row.optText("TotalPrice").orElse(""))
        .build();
  }

  private static String plain(Json.Obj row, String field) {
    return row.optDecimal(field).map(Amounts::plain).orElse("");
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    String id = wish.text("id");
    switch (what) {
      case "stage" -> crm.moveStage(id, wish.text("stage"));
      case "edit" -> crm.edit(DEAL, id, dealFields(wish.obj("fields")));
      case "edit-line" -> crm.edit(LINE, id, lineFields(wish.obj("fields")));
      default -> throw Pane.unknown(what);
    }
    return Pane.done();
  }

  private static Json.Obj dealFields(Json.Obj fields) {
    JsonObjBuilder out = Json.object();
    for (Map.Entry<String, Json> field : fields.fields().entrySet()) {
      allowed(field.getKey(), DEAL_FIELDS);
      String text = field.getValue().asText(field.getKey()).strip();
      out.put(field.getKey(), text.isEmpty() ? Json.nothing() : Json.of(text));
    }
    return out.build();
  }

  private static Json.Obj lineFields(Json.Obj fields) {
    JsonObjBuilder out = Json.object();
    for (Map.Entry<String, Json> field : fields.fields().entrySet()) {
      allowed(field.getKey(), LINE_NUMBERS);
      String text = field.getValue().asText(field.getKey()).strip();
      out.put(field.getKey(), text.isEmpty() ? Json.nothing() : number(field.getKey(), text));
    }
    return out.build();
  }

  private static Json number(String name, String text) {
    if (!text.matches("-?\\d{1,12}(\\.\\d{1,4})?")) {
      throw new IllegalArgumentException(
          "%s '%s': write a plain number such as 12 or 7.50".formatted(name, text));
    }
    return Json.of(new BigDecimal(text));
  }

  private static void allowed(String name, Set<String> fields) {
    if (!fields.contains(name)) {
      throw new IllegalArgumentException(
          "'%s' cannot be edited on this page; these can: %s".formatted(name, fields));
    }
  }

  private Json.Obj record(String id) {
    return crm.record(DEAL, id).orElseGet(() -> Json.object().build());
  }
}
