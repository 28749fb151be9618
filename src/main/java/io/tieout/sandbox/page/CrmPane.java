package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.CrmSide.DealField;
import io.tieout.sandbox.side.CrmSide.LineField;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.LineView;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The CRM as its sales people see and use it.
final class CrmPane implements Pane {
  private static final Set<DealField> DEAL_FIELDS =
      Set.of(DealField.NAME, DealField.CLOSE_DATE, DealField.PAYMENT_TERMS, DealField.PO_NUMBER);
  private static final Set<LineField> LINE_NUMBERS =
      Set.of(LineField.QUANTITY, LineField.UNIT_PRICE, LineField.DISCOUNT_PERCENT);
  private static final List<String> TERMS =
      List.of("Due on receipt", "Net 15", "Net 30", "Net 45", "Net 60", "Net 75");

  private final CrmSide crm;
  private final CurrencyUnit currency;
  private final Set<String> wonAtStart;

  CrmPane(CrmSide crm, CurrencyUnit currency) {
    this.crm = crm;
    this.currency = currency;
    this.wonAtStart = Set.copyOf(won().map(DealView::id).toList());
  }

  /// The deals won since the sandbox started.
  List<DealView> wins() {
    return won().filter(d -> !wonAtStart.contains(d.id())).toList();
  }

  private Stream<DealView> won() {
    return crm.deals().stream().filter(DealView::won);
  }

  @Override
  public String mark() {
    return Integer.toHexString(crm.deals().hashCode());
  }

  @Override
  public Json.Obj read(String what, HttpCall call) {
    return switch (what) {
      case "deals" ->
          Json.object()
              .put("system", crm.system())
              .put("title", crm.title())
              .put("stages", Json.texts(crm.stages()))
              .put("wonStage", crm.wonStage())
              .put("terms", Json.texts(TERMS))
              .put("deals", crm.deals().stream().map(this::row).toList())
              .build();
      case "deal" -> deal(Pane.needed(call, "id"));
      default -> throw Pane.unknown(what);
    };
  }

  private Json.Obj row(DealView deal) {
    return Json.object()
        .put("id", deal.id())
        .put("name", deal.name())
        .put("account", deal.account())
        .put("currency", deal.amount().map(Money::getCurrencyUnit).orElse(currency).getCode())
        .put("amount", deal.amount().map(a -> a.getAmount().toPlainString()).orElse(""))
        .put("stage", deal.stage())
        .put("won", deal.won())
        .putText("close", deal.close())
        .putText("terms", deal.terms())
        .putText("po", deal.po())
        .putText("serviceStart", deal.serviceStart())
        .putText("serviceEnd", deal.serviceEnd())
        .put("changed", deal.changed())
        .put("finance", finance(deal.finance()))
        .build();
  }

  private static Json.Obj finance(DealView.Finance finance) {
    return Json.object()
        .putText("status", finance.syncStatus())
        .putText("invoice", finance.invoiceNumber())
        .putText("link", finance.invoiceLink())
        .putText("invoiced", finance.invoiceAmount().map(BigDecimal::toPlainString))
        .putText("payment", finance.paymentStatus())
        .putText("open", finance.balance().map(BigDecimal::toPlainString))
        .putText("lastPaid", finance.lastPaymentDate())
        .putText("audit", finance.auditReference())
        .build();
  }

  private Json.Obj deal(String id) {
    return row(crm.deal(id)).with("lines", Json.array(crm.lines(id).stream().map(CrmPane::line)));
  }

  private static Json.Obj line(LineView line) {
    return Json.object()
        .put("id", line.id())
        .put("product", line.product())
        .put("code", line.code())
        .put("quantity", Amounts.plain(line.quantity()))
        .put("unitPrice", Amounts.plain(line.unitPrice()))
        .put("discount", Amounts.plain(line.discountPercent()))
        .put("total", line.total().toPlainString())
        .build();
  }

  @Override
  public Json.Obj act(String what, Json.Obj wish) {
    String id = wish.text("id");
    switch (what) {
      case "stage" -> crm.moveStage(id, wish.text("stage"));
      case "edit" -> crm.editDeal(id, dealFields(wish.obj("fields")));
      case "edit-line" -> crm.editLine(id, lineFields(wish.obj("fields")));
      default -> throw Pane.unknown(what);
    }
    return Pane.done();
  }

  private static Map<DealField, String> dealFields(Json.Obj fields) {
    Map<DealField, String> out = new EnumMap<>(DealField.class);
    fields
        .fields()
        .forEach((name, value) ->
            out.put(allowed(DealField.values(), DEAL_FIELDS, name), value.asText(name).strip()));
    return out;
  }

  private static Map<LineField, String> lineFields(Json.Obj fields) {
    Map<LineField, String> out = new EnumMap<>(LineField.class);
    fields
        .fields()
        .forEach((name, value) -> {
          String text = value.asText(name).strip();
          if (!text.isEmpty() && !text.matches("-?\\d{1,12}(\\.\\d{1,4})?")) {
            throw new IllegalArgumentException(
                "%s '%s': write a plain number such as 12 or 7.50".formatted(name, text));
          }
          out.put(allowed(LineField.values(), LINE_NUMBERS, name), text);
        });
    return out;
  }

  private static <F extends Enum<F>> F allowed(F[] all, Set<F> allowed, String name) {
    Optional<F> field =
        Arrays.stream(all)
            .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name))
            .filter(allowed::contains)
            .findFirst();
    return field.orElseThrow(() ->
        new IllegalArgumentException(
            "'%s' cannot be edited on this page; these can: %s"
                .formatted(
                    name,
                    allowed.stream()
                        .map(f -> f.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList())));
  }
}
