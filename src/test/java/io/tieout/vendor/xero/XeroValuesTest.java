package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.value.fault.FaultException;
import io.tieout.value.money.Amounts;
import io.tieout.value.secret.Secret;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The small forms: times, marks, amounts of lines, references, zones, settings.
class XeroValuesTest {
  @Test
  void moments_are_read_and_written() {
    Instant at = Instant.parse("2018-10-20T00:00:00Z");
    assertThat(Stamps.instant("/Date(1539993600000+0000)/")).isEqualTo(at);
    assertThat(Stamps.instant("/Date(1539993600000+1300)/")).isEqualTo(at);
    assertThat(Stamps.instant("/Date(1539993600000)/")).isEqualTo(at);
    assertThat(Stamps.instant("2018-10-20T00:00:00")).isEqualTo(at);
    assertThat(Stamps.instant("2018-10-20T02:00:00+02:00")).isEqualTo(at);
    assertThat(Stamps.day("/Date(1539993600000+0000)/")).isEqualTo(LocalDate.of(2018, 10, 20));
    assertThat(Stamps.day("2018-10-20")).isEqualTo(LocalDate.of(2018, 10, 20));
    assertThat(Stamps.instant(Stamps.text(at.plusMillis(7)))).isEqualTo(at.plusMillis(7));
    assertThat(Stamps.since(at.plusMillis(999))).isEqualTo("2018-10-20T00:00:00");
    assertThat(Stamps.instant("/Date(-1+0000)/")).isEqualTo(Instant.ofEpochMilli(-1));
  }

  @ParameterizedTest
  @CsvSource({
    "https://crm.example/deal/7, https://crm.example/deal/7#tieout:P-1, tieout:P-1",
    "https://crm.example/app#/deal/7, https://crm.example/app#/deal/7&tieout:P-1, /deal/7&tieout:P-1",
    "deal 7, https://tieout.invalid#tieout:P-1, tieout:P-1",
    "'', https://tieout.invalid#tieout:P-1, tieout:P-1"
  })
  void the_mark_stands_behind_the_address_of_the_deal(String billedAt, String link, String note) {
    assertThat(Marks.link(Optional.of(billedAt), XeroSettings.MARK_BASE, "tieout:P-1"))
        .isEqualTo(link);
    assertThat(URI.create(link).getFragment()).isEqualTo(note);
    assertThat(Marks.note(Optional.of(link))).contains(note);
    assertThat(Marks.note(Optional.of("https://crm.example/deal/7"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 19.99, 49.98, 2.5, 19.99",
    "3, 33.3333, 100.00, 3, 33.3333",
    "123456, 0.000125, 15.43, 1, 15.43",
    "0.33333, 30, 10.00, 1, 10.00",
    "-2, 0.00025, 0.00, 1, 0.00"
  })
  void a_line_that_xero_cannot_hold_is_sold_once_for_its_amount_and_read_back(
      String quantity, String price, String amount, String sentQuantity, String sentPrice) {
    InvoiceLine line = Samples.line(quantity, price, amount);
    LineAmounts sent = LineAmounts.of(line);
    assertThat(sent.quantity()).isEqualByComparingTo(sentQuantity);
    assertThat(sent.unitPrice()).isEqualByComparingTo(sentPrice);
    assertSame(line, sent);
  }

  @Test
  void lines_of_any_quantity_and_price_read_back_as_they_were() {
    Random random = new Random(20261122);
    for (int i = 0; i < 2000; i++) {
      BigDecimal quantity = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(7));
      BigDecimal price = BigDecimal.valueOf(random.nextInt(-1000, 9_000_000), random.nextInt(7));
      CurrencyUnit currency = random.nextBoolean() ? CurrencyUnit.GBP : CurrencyUnit.JPY;
      InvoiceLine line =
          new InvoiceLine(
              Optional.of("PLAT"),
              "Storage [2 x 3] of " + i,
              quantity,
              price,
              Amounts.roundedHalfUp(currency, quantity.multiply(price)),
              Optional.empty(),
              Optional.empty());
      LineAmounts sent = LineAmounts.of(line);
      assertThat(sent.quantity().multiply(sent.unitPrice()).setScale(2, RoundingMode.HALF_UP))
          .as("%s", line)
          .isEqualByComparingTo(line.amount().getAmount());
      assertSame(line, sent);
    }
  }

  @Test
  void yen_whose_product_has_cents_are_sold_once() {
    InvoiceLine line =
        new InvoiceLine(
            Optional.of("PLAT"),
            "Seats",
            new BigDecimal("1.5"),
            new BigDecimal("333"),
            Amounts.exact("JPY", "500"),
            Optional.empty(),
            Optional.empty());
    assertThat(LineAmounts.of(line).description()).isEqualTo("Seats [1.5 x 333]");
    assertSame(line, LineAmounts.of(line));
  }

  @Test
  void a_description_that_ends_as_ours_do_is_read_back_as_it_was() {
    InvoiceLine line =
        new InvoiceLine(
            Optional.of("PLAT"),
            "Tiles [2 x 3]",
            BigDecimal.ONE,
            new BigDecimal("6"),
            Amounts.exact("GBP", "6"),
            Optional.empty(),
            Optional.empty());
    assertThat(LineAmounts.of(line).description()).isEqualTo("Tiles [2 x 3] [1 x 6]");
    assertSame(line, LineAmounts.of(line));
  }

  @Test
  void brackets_of_others_are_left_alone() {
    LineAmounts read =
        LineAmounts.read(
            "Seats [2 x 3]", BigDecimal.ONE, BigDecimal.TEN, Amounts.exact("GBP", "10"));
    assertThat(read.description()).isEqualTo("Seats [2 x 3]");
    assertThat(read.quantity()).isEqualByComparingTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "Acme platform · PO 77 · Quote Q-7, PO 77",
    "PO A 12/3, PO A 12/3",
    "Acme PO box · Quote Q-7, Acme PO box · Quote Q-7",
    "'Acme\n  platform', Acme platform"
  })
  void the_purchase_order_is_the_reference_or_else_the_memo(String memo, String reference) {
    assertThat(InvoiceBody.reference(memo)).isEqualTo(reference);
    assertThat(InvoiceBody.reference("a ".repeat(300)).length()).isLessThanOrEqualTo(255);
    assertThat(InvoiceBody.reference("PO " + "7".repeat(300))).hasSize(255).endsWith("…");
  }

  @Test
  void every_documented_time_zone_is_known_and_others_are_told() {
    assertThat(XeroZones.of("NEWZEALANDSTANDARDTIME")).isEqualTo(ZoneId.of("Pacific/Auckland"));
    assertThat(XeroZones.of("GMTSTANDARDTIME")).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(XeroZones.of("UTC")).isEqualTo(ZoneId.of("Etc/UTC"));
    assertThatThrownBy(() -> XeroZones.of("MIDDLEEARTHSTANDARDTIME"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("MIDDLEEARTHSTANDARDTIME");
  }

  @Test
  void names_of_files_lose_what_an_address_cannot_hold() {
    assertThat(Attachments.name("quote Q-7.pdf")).isEqualTo("quote Q-7.pdf");
    assertThat(Attachments.name("a/b\\c:d\"e?.pdf")).isEqualTo("a-b-c-d-e-.pdf");
    assertThat(Attachments.name("../..")).isEqualTo("-");
    assertThat(Attachments.name("")).isEqualTo("file");
  }

  @Test
  void settings_tell_all_their_problems_at_once_and_no_secret() {
    XeroAccess access =
        new XeroAccess(
            URI.create("https://api.example/"),
            XeroAccess.TOKEN_URL,
            "",
            new Secret(" "),
            new XeroAuth.CustomConnection());
    assertThatThrownBy(() ->
            new XeroSettings(
                "",
                access,
                "my company",
                new Secret(""),
                XeroSettings.APP,
                URI.create("tieout"),
                Optional.of("a long account code"),
                Optional.of("blue"),
                2000))
        .hasMessageContaining("bookId is empty")
        .hasMessageContaining("apiBase 'https://api.example/'")
        .hasMessageContaining("clientId is empty")
        .hasMessageContaining("clientSecret is empty")
        .hasMessageContaining("tenantId 'my company'")
        .hasMessageContaining("webhookKey is empty")
        .hasMessageContaining("markBase 'tieout'")
        .hasMessageContaining("salesAccount 'a long account code'")
        .hasMessageContaining("brandingTheme 'blue'")
        .hasMessageContaining("pageSize 2000 is out of range; choose 1 to 1000");
    try (CannedXero canned = new CannedXero()) {
      assertThat(canned.settings(100, Optional.empty()).toString())
          .contains("Consent[group]")
          .doesNotContain("client-secret", "webhook-key", "refresh-1");
    }
  }

  private static void assertSame(InvoiceLine line, LineAmounts sent) {
    LineAmounts read =
        LineAmounts.read(sent.description(), sent.quantity(), sent.unitPrice(), line.amount());
    assertThat(read.description()).isEqualTo(line.description());
    assertThat(read.quantity()).isEqualByComparingTo(line.quantity());
    assertThat(read.unitPrice()).isEqualByComparingTo(line.unitPrice());
  }
}
