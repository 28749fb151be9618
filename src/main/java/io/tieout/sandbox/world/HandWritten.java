package io.tieout.sandbox.world;

import io.tieout.sandbox.world.Company.PlantedTruth;
import io.tieout.sandbox.world.Company.SeedDeal;
import io.tieout.sandbox.world.Company.SeedLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The deals every seeded company has, whatever its seed, and what is odd about them.
/// Demonstrations and tests name them by key.
final class HandWritten {
  private static final String SAM = "U0SAM";
  private static final String TESS = "U0TESS";

  private final LocalDate today;
  private final int nextYear;

  HandWritten(LocalDate today) {
    this.today = today;
    this.nextYear = today.getYear() + 1;
  }

  List<SeedDeal> deals() {
    List<SeedDeal> deals = new ArrayList<>(open());
    deals.addAll(early());
    deals.addAll(closed());
    return deals;
  }

  /// About to be won, or nearly.
  private List<SeedDeal> open() {
    return List.of(
        deal("acme", "acme-platform", "Acme – Platform renewal " + nextYear)
            .at(Stages.NEGOTIATION, today.plusDays(3))
            .terms("Net 30")
            .po("4500081734")
            .nextCalendarYear()
            .line("NW-PLAT-ENT", "1", "48000.00")
            .discounted("NW-SEAT-STD", "35", "540.00", "10")
            .line("NW-SUP-PREM", "1", "7249.75")
            .quoted(),
        deal("initech", "initech-onboarding", "Initech – Onboarding")
            .at(Stages.NEGOTIATION, today.plusDays(5))
            .terms("Net 30")
            .po("PO-7731")
            .line("NW-ONB-STD", "1", "4950.00")
            .line("NW-SEAT-STD", "12", "540.00")
            .quoted(),
        deal("globex", "globex-expansion", "Globex – Expansion Hamburg")
            .at(Stages.NEGOTIATION, today.plusDays(9))
            .terms("Net 45")
            .nextCalendarYear()
            .line("NW-PLAT-TEAM", "1", "12600.00")
            .line("NW-FCST-ADD", "2", "5400.00")
            .quoted(),
        deal("umbrella", "umbrella-pilot", "Umbrella Health – Pilot")
            .at(Stages.PROPOSAL, today.plusDays(14))
            .terms("Due on receipt")
            .discounted("NW-PLAT-TEAM", "1", "12600.00", "50")
            .line("NW-TRN-DAY", "2", "1450.00")
            .quoted(),
        deal("fairhaven", "fairhaven-seats", "Fairhaven Schools – Seats and gateways")
            .at(Stages.NEGOTIATION, today.plusDays(11))
            .terms("Net 60")
            .po("FSD12-2207")
            .line("NW-SEAT-VIEW", "140", "96.00")
            .line("NW-GATE-HW", "4", "1299.00")
            .quoted(),
        deal("lakeshore", "lakeshore-rollout", "Lakeshore – Roll-out in three sites")
            .at(Stages.NEGOTIATION, today.plusDays(20))
            .terms("Net 30")
            .line("NW-PLAT-TEAM", "3", "12600.00")
            .line("NW-CONS-DAY", "7.5", "1680.00")
            .quoted(),
        deal("harbor", "harbor-storage", "Harborview – Storage for guest analytics")
            .at(Stages.PROPOSAL, today.plusDays(25))
            .terms("Net 30")
            .nextCalendarYear()
            .line("NW-STOR-TB", "18", "312.50")
            .line("NW-SEAT-VIEW", "60", "89.99")
            .quoted(),
        deal("vantage", "vantage-campus", "Vantage Learning – Campus licence")
            .at(Stages.NEGOTIATION, today.plusDays(16))
            .terms("Net 75")
            .line("NW-PLAT-ENT", "1", "46500.00")
            .quoted());
  }

  private List<SeedDeal> early() {
    return List.of(
        deal("dunmore", "dunmore-seats", "Dunmore – Seats for the Leeds plant")
            .at(Stages.VALUE, today.plusDays(40))
            .terms("Net 30")
            .line("NW-SEAT-STD", "25", "525.00")
            .unquoted(),
        deal("whitfield", "whitfield-renewal", "Whitfield & Sons – Renewal " + nextYear)
            .at(Stages.QUALIFICATION, today.plusDays(33))
            .terms("Net 30")
            .line("NW-PLAT-TEAM", "1", "12600.00")
            .unquoted(),
        deal("whitfield2", "whitfield-again", "Whitfield – Renewal " + nextYear)
            .at(Stages.QUALIFICATION, today.plusDays(35))
            .terms("Net 30")
            .line("NW-PLAT-TEAM", "1", "12600.00")
            .unquoted(),
        deal("cedar", "cedar-discovery", "Cedar & Pine – Discovery")
            .at(Stages.PROSPECTING, today.plusDays(75))
            .terms("Net 30")
            .unquoted());
  }

  private List<SeedDeal> closed() {
    return List.of(
        deal("kestrel", "kestrel-platform", "Kestrel – Platform")
            .at(Stages.WON, today.minusDays(62))
            .terms("Net 30")
            .line("NW-PLAT-ENT", "1", "48000.00")
            .quoted(),
        deal("silver", "silver-support", "Silverline – Premium support")
            .at(Stages.WON, today.minusDays(48))
            .terms("Net 30")
            .line("NW-SUP-PREM", "1", "7200.00")
            .quoted(),
        deal("oakridge", "oakridge-days", "Oakridge – Consulting block")
            .at(Stages.WON, today.minusDays(29))
            .terms("Net 30")
            .line("NW-CONS-DAY", "10", "1680.00")
            .quoted(),
        deal("meridian", "meridian-renewal", "Meridian Freight – Renewal")
            .at(Stages.WON, today.minusDays(17))
            .terms("Net 30")
            .line("NW-PLAT-TEAM", "1", "12600.00")
            .line("NW-CONN-ERP", "2", "3750.00")
            .quoted(),
        deal("pinnacle", "pinnacle-training", "Pinnacle – Training week")
            .at(Stages.LOST, today.minusDays(9))
            .terms("Net 30")
            .line("NW-TRN-DAY", "5", "1450.00")
            .unquoted());
  }

  List<PlantedTruth> truths() {
    return List.of(
        truth("new-customer", "initech-onboarding", "the books do not know Initech LLC"),
        truth("new-customer", "lakeshore-rollout", "the books do not know Lakeshore"),
        truth("unmapped-product", "globex-expansion", "the books have no item for NW-FCST-ADD"),
        truth("renamed-product", "umbrella-pilot", "NW-TRN-DAY is 'Onsite Training', no sku"),
        truth("renamed-product", "harbor-storage", "NW-STOR-TB is 'Storage (TB)', sku STOR-1TB"),
        truth("renamed-client", "umbrella-pilot", "the books say 'Umbrella Health Grp.'"),
        truth("steep-discount", "umbrella-pilot", "50 % on a line"),
        truth("tax-exempt", "fairhaven-seats", "an exempt client buys taxable hardware"),
        truth("unknown-terms", "vantage-campus", "the books have no term Net 75"),
        truth("duplicate-client", "whitfield2", "the same company as whitfield"),
        truth("duplicate-deal", "whitfield-again", "the same renewal as whitfield-renewal"),
        truth("no-lines", "cedar-discovery", "a deal without products"),
        truth("won-not-invoiced", "meridian-renewal", "won and nobody billed it"),
        truth("misbilled", "oakridge-days", "won at 16,800.00, billed at 15,120.00"));
  }

  private Draft deal(String client, String key, String name) {
    return new Draft(client, key, name);
  }

  private static PlantedTruth truth(String kind, String key, String what) {
    return new PlantedTruth(kind, key, what);
  }

  /// A deal while it is written down.
  private final class Draft {
    private final String client;
    private final String key;
    private final String name;
    private final List<SeedLine> lines = new ArrayList<>();
    private String stage = Stages.PROSPECTING;
    private LocalDate close = today;
    private String terms = "Net 30";
    private Optional<String> purchaseOrder = Optional.empty();
    private Optional<LocalDate> from = Optional.empty();
    private Optional<LocalDate> until = Optional.empty();

    Draft(String client, String key, String name) {
      this.client = client;
      this.key = key;
      this.name = name;
    }

    Draft at(String atStage, LocalDate closing) {
      stage = atStage;
      close = closing;
      return this;
    }

    Draft terms(String agreed) {
      terms = agreed;
      return this;
    }

    Draft po(String number) {
      purchaseOrder = Optional.of(number);
      return this;
    }

    Draft nextCalendarYear() {
      from = Optional.of(LocalDate.of(nextYear, 1, 1));
      until = Optional.of(LocalDate.of(nextYear, 12, 31));
      return this;
    }

    Draft line(String product, String quantity, String unitPrice) {
      return discounted(product, quantity, unitPrice, "0");
    }

    Draft discounted(String product, String quantity, String unitPrice, String percent) {
      lines.add(
          new SeedLine(
              product,
              new BigDecimal(quantity),
              new BigDecimal(unitPrice),
              new BigDecimal(percent),
              from,
              Optional.empty()));
      return this;
    }

    SeedDeal quoted() {
      return built(true);
    }

    SeedDeal unquoted() {
      return built(false);
    }

    private SeedDeal built(boolean quoted) {
      String owner = lines.size() > 1 ? SAM : TESS;
      return new SeedDeal(
          key, client, name, stage, close, owner, terms, purchaseOrder, from, until, lines, quoted);
    }
  }
}
