package io.tieout.sandbox.page;

import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.LineView;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.Money;

/// A CRM kept on a sheet of paper: titled HubSpot, with stage names of its own. No API.
final class PaperCrm implements CrmSide, OnPaper {
  static final String WON = "Closed won";
  private static final String LINED = "18400000044";
  private static final List<String> STAGES =
      List.of(
          "Appointment scheduled",
          "Qualified to buy",
          "Presentation scheduled",
          "Decision maker bought-in",
          "Contract sent",
          WON,
          "Closed lost");
  private static final DealView.Finance NOTHING =
      new DealView.Finance(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Weather weather = new Weather();
  private final Map<String, DealView> deals = new LinkedHashMap<>();
  private final Map<String, LineView> lines = new LinkedHashMap<>();
  private final AtomicInteger changes = new AtomicInteger();

  PaperCrm() {
    add("18400000017", "Globex rollout", "Globex GmbH", "12400.00", "Appointment scheduled");
    add("18400000031", "Initech seats", "Initech Ltd", "990.00", "Decision maker bought-in");
    add(LINED, "Umbrella renewal", "Umbrella plc", "56000.00", "Contract sent");
    add("18400000058", "Hooli pilot", "Hooli Inc.", "7600.00", WON);
    add("18400000069", "Stark audit", "Stark Industries", "3100.00", "Closed lost");
    lines.put(
        "44",
        new LineView(
            "44",
            "Platform Team, annual",
            "PLAT-TEAM",
            new BigDecimal("56"),
            new BigDecimal("1000"),
            BigDecimal.ZERO,
            new BigDecimal("56000.00")));
  }

  private void add(String id, String name, String account, String amount, String stage) {
    put(
        new DealView(
            id,
            name,
            account,
            Optional.of(Amounts.exact("USD", amount)),
            stage,
            stage.equals(WON),
            Optional.of("2026-11-%02d".formatted(10 + deals.size())),
            Optional.of("Net 30"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            stamp(),
            NOTHING));
  }

  private String stamp() {
    return "2026-11-02T14:00:%02dZ".formatted(changes.incrementAndGet());
  }

  private synchronized void put(DealView deal) {
    deals.put(deal.id(), deal);
  }

  /// Tieout writes its fields, with the invoice's address in the ledger's product.
  void written(String dealId, String number, String link) {
    DealView d = deal(dealId);
    put(
        with(
            d,
            d.stage(),
            d.terms(),
            d.po(),
            new DealView.Finance(
                Optional.of("Invoiced"),
                Optional.of(number),
                Optional.of(link),
                d.amount().map(Money::getAmount),
                Optional.of("Unpaid"),
                d.amount().map(Money::getAmount),
                Optional.empty(),
                Optional.of("A-17"))));
  }

  private DealView with(
      DealView d,
      String stage,
      Optional<String> terms,
      Optional<String> po,
      DealView.Finance finance) {
    return new DealView(
        d.id(),
        d.name(),
        d.account(),
        d.amount(),
        stage,
        stage.equals(WON),
        d.close(),
        terms,
        po,
        d.serviceStart(),
        d.serviceEnd(),
        stamp(),
        finance);
  }

  @Override
  public String system() {
    return "hubspot";
  }

  @Override
  public String title() {
    return "HubSpot";
  }

  @Override
  public Weather weather() {
    return weather;
  }

  @Override
  public String dealId(String key) {
    return deals().stream()
        .filter(d -> d.name().toLowerCase(Locale.ROOT).startsWith(key))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Override
  public List<String> stages() {
    return STAGES;
  }

  @Override
  public String wonStage() {
    return WON;
  }

  @Override
  public synchronized List<DealView> deals() {
    return new ArrayList<>(deals.values());
  }

  @Override
  public DealView deal(String id) {
    return deals().stream()
        .filter(d -> d.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no deal " + id));
  }

  @Override
  public synchronized List<LineView> lines(String dealId) {
    return dealId.equals(LINED) ? List.copyOf(lines.values()) : List.of();
  }

  @Override
  public void moveStage(String dealId, String stage) {
    DealView d = deal(dealId);
    put(with(d, stage, d.terms(), d.po(), d.finance()));
  }

  @Override
  public void editDeal(String dealId, Map<DealField, String> changed) {
    DealView d = deal(dealId);
    put(
        with(
            d,
            d.stage(),
            Optional.ofNullable(changed.get(DealField.PAYMENT_TERMS)).or(d::terms),
            Optional.ofNullable(changed.get(DealField.PO_NUMBER)).or(d::po),
            d.finance()));
  }

  @Override
  public synchronized void editLine(String lineId, Map<LineField, String> changed) {
    lines.computeIfPresent(
        lineId,
        (_, l) -> {
          BigDecimal discount =
              Optional.ofNullable(changed.get(LineField.DISCOUNT_PERCENT))
                  .map(t -> t.isEmpty() ? BigDecimal.ZERO : new BigDecimal(t))
                  .orElse(l.discountPercent());
          BigDecimal kept = BigDecimal.ONE.subtract(discount.movePointLeft(2));
          return new LineView(
              l.id(),
              l.product(),
              l.code(),
              l.quantity(),
              l.unitPrice(),
              discount,
              l.quantity().multiply(l.unitPrice()).multiply(kept));
        });
    summed();
  }

  /// The only deal that has lines is worth their sum.
  private void summed() {
    BigDecimal total =
        lines.values().stream().map(LineView::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    DealView d = deal(LINED);
    put(
        new DealView(
            d.id(),
            d.name(),
            d.account(),
            Optional.of(Amounts.exact("USD", total.toPlainString())),
            d.stage(),
            d.won(),
            d.close(),
            d.terms(),
            d.po(),
            d.serviceStart(),
            d.serviceEnd(),
            stamp(),
            d.finance()));
  }
}
