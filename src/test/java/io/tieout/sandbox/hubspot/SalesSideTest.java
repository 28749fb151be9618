package io.tieout.sandbox.hubspot;

import static io.tieout.sandbox.hubspot.Portals.V3;
import static io.tieout.sandbox.hubspot.Portals.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.sandbox.hubspot.Portals.Answer;
import io.tieout.sandbox.side.CrmSide;
import io.tieout.sandbox.side.CrmSide.DealField;
import io.tieout.sandbox.side.CrmSide.LineField;
import io.tieout.sandbox.side.DealView;
import io.tieout.sandbox.side.LineView;
import io.tieout.sandbox.world.Company.SeedDeal;
import io.tieout.sandbox.world.Stages;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesSideTest {
  private final Portals hub = new Portals();
  private final CrmSide side = hub.portal;
  private final String acme = hub.portal.dealId("acme-platform");

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void the_seeded_company_is_what_people_see() {
    List<String> stages = new ArrayList<>(Stages.OPEN);
    stages.addAll(List.of(Stages.WON, Stages.LOST));
    assertThat(side.stages()).isEqualTo(stages);
    assertThat(side.wonStage()).isEqualTo(Stages.WON);
    assertThat(side.deals()).hasSize(40);
    for (SeedDeal seed : hub.company.deals()) {
      DealView deal = side.deal(side.dealId(seed.key()));
      assertThat(deal.name()).isEqualTo(seed.name());
      assertThat(deal.account()).isEqualTo(hub.company.client(seed.clientKey()).name());
      assertThat(deal.stage()).isEqualTo(seed.stage());
      assertThat(deal.close()).contains(seed.closeDate().toString());
      assertThat(deal.terms()).contains(seed.paymentTerms());
      assertThat(deal.amount().isPresent()).isEqualTo(!seed.lines().isEmpty());
      deal.amount().ifPresent(a -> assertThat(a).isEqualTo(seed.amount(hub.company.home())));
      assertThat(side.lines(deal.id()))
          .extracting(LineView::code)
          .isEqualTo(seed.lines().stream().map(l -> l.productCode()).toList());
    }
  }

  @Test
  void discounts_were_given_either_way_and_read_as_a_percentage() {
    List<Json.Obj> lines =
        hub.get(V3 + "line_items?limit=100&properties=discount,hs_discount_percentage")
            .obj()
            .objects("results");
    assertThat(lines).anyMatch(l -> l.obj("properties").get("discount").isPresent());
    assertThat(lines).anyMatch(l -> l.obj("properties").get("hs_discount_percentage").isPresent());
    for (SeedDeal seed : hub.company.deals()) {
      List<LineView> shown = side.lines(side.dealId(seed.key()));
      for (int i = 0; i < shown.size(); i++) {
        assertThat(shown.get(i).discountPercent())
            .isEqualByComparingTo(seed.lines().get(i).discountPercent());
        assertThat(shown.get(i).total())
            .isEqualByComparingTo(seed.lines().get(i).net(hub.company.home()).getAmount());
      }
    }
  }

  @Test
  void a_salesperson_edits_a_deal_and_its_lines() {
    side.editDeal(
        acme,
        Map.of(
            DealField.NAME, "Acme, renamed",
            DealField.CLOSE_DATE, "2026-12-24",
            DealField.PO_NUMBER, "",
            DealField.SERVICE_START, "2027-02-01"));
    LineView line = side.lines(acme).get(1);
    side.editLine(
        line.id(),
        Map.of(
            LineField.QUANTITY, "36",
            LineField.UNIT_PRICE, "500",
            LineField.DISCOUNT_PERCENT, "",
            LineField.DESCRIPTION, "seats"));
    DealView deal = side.deal(acme);
    assertThat(deal.name()).isEqualTo("Acme, renamed");
    assertThat(deal.close()).contains("2026-12-24");
    assertThat(deal.po()).isEmpty();
    assertThat(deal.serviceStart()).contains("2027-02-01");
    assertThat(side.lines(acme).get(1).total()).isEqualByComparingTo("18000");
    assertThat(deal.amount().orElseThrow().getAmount())
        .isEqualByComparingTo(new BigDecimal("73249.75"));
    assertThat(deal.changed()).isEqualTo("2026-11-22T08:15:30.250Z");
    assertThat(
            hub.portal
                .record("line_items", line.id())
                .orElseThrow()
                .obj("properties")
                .text("description"))
        .isEqualTo("seats");
    assertThatThrownBy(() -> side.moveStage(acme, "Nowhere")).hasMessageContaining("Closed Won");
    assertThatThrownBy(() -> side.deal("1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_line_that_a_salesperson_deletes_leaves_the_amount() {
    hub.portal.people().delete("line_items", side.lines(acme).getFirst().id());
    assertThat(side.lines(acme)).hasSize(2);
    assertThat(side.deal(acme).amount().orElseThrow().getAmount()).isEqualByComparingTo("24259.75");
  }

  @Test
  void what_the_api_writes_on_lines_leaves_the_deal_s_amount_alone() {
    String line = side.lines(acme).getFirst().id();
    hub.patch(V3 + "line_items/" + line, json("{'properties':{'price':'1'}}"));
    assertThat(side.deal(acme).amount().orElseThrow().getAmount()).isEqualByComparingTo("72259.75");
  }

  @Test
  void finance_is_absent_until_its_properties_are_installed_and_written() {
    assertThat(side.deal(acme).finance().invoiceNumber()).isEmpty();
    hub.property("tieout_invoice_number", "string", "text", "");
    hub.property("tieout_balance", "number", "number", "");
    hub.patch(
        V3 + "deals/" + acme,
        json("{'properties':{'tieout_invoice_number':'1042','tieout_balance':'72259.75'}}"));
    assertThat(side.deal(acme).finance().invoiceNumber()).contains("1042");
    assertThat(side.deal(acme).finance().balance()).contains(new BigDecimal("72259.75"));
  }

  @Test
  void a_quote_has_its_own_lines_an_amount_and_a_pdf() throws java.io.IOException {
    Json.Obj deal = hub.get(V3 + "deals/" + acme + "?associations=quotes").obj();
    String id = deal.obj("associations").obj("quotes").objects("results").getFirst().text("id");
    Json.Obj quote =
        hub.get(
                V3
                    + "quotes/"
                    + id
                    + "?properties=hs_title,hs_status,hs_quote_amount,hs_currency,hs_quote_link,hs_pdf_download_link,hs_template_type")
            .properties();
    assertThat(quote.text("hs_quote_amount")).isEqualTo("72259.75");
    assertThat(quote.text("hs_currency")).isEqualTo("USD");
    Answer pdf = hub.get(quote.text("hs_pdf_download_link"));
    assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(new String(pdf.response().body(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    try (PDDocument document = Loader.loadPDF(pdf.response().body())) {
      assertThat(new PDFTextStripper().getText(document)).contains("Acme Corporation", "72259.75");
    }
    assertThat(hub.get(quote.text("hs_quote_link")).text()).contains("Grand total");
    assertThat(hub.get("/quotes/00000000-" + id + "/pdf").status()).isEqualTo(404);
  }

  @Test
  void a_quote_made_by_the_api_gets_its_links_when_it_is_published() {
    Json.Obj made =
        hub.post(
                V3 + "quotes",
                json(
                    "{'properties':{'hs_title':'Q','hs_expiration_date':'2026-12-31','hs_status':'DRAFT'}}"))
            .obj();
    String path = V3 + "quotes/" + made.text("id");
    String asked = path + "?properties=hs_pdf_download_link,hs_quote_amount";
    assertThat(hub.get(asked).properties().get("hs_pdf_download_link")).isEmpty();
    hub.patch(path, json("{'properties':{'hs_status':'APPROVAL_NOT_NEEDED'}}"));
    assertThat(hub.get(hub.get(asked).properties().text("hs_pdf_download_link")).status())
        .isEqualTo(200);
  }

  @Test
  void the_info_holds_what_a_client_needs_and_the_same_seed_gives_the_same() {
    Json.Obj info = side.info();
    assertThat(info.text("tokenUrl")).startsWith(side.base().toString());
    assertThat(info.obj("deals").text("acme-platform")).isEqualTo(acme);
    assertThat(info.obj("companies").text("acme")).isEqualTo(hub.portal.companyId("acme"));
    assertThat(side.system()).isEqualTo("hubspot");
    try (Portals twin = new Portals()) {
      assertThat(twin.portal.dealId("acme-platform")).isEqualTo(acme);
      assertThat(twin.portal.info().text("serviceKey")).isEqualTo(info.text("serviceKey"));
    }
  }
}
