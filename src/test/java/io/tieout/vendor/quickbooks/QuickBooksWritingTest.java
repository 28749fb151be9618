package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Document;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.host.Mishap;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuickBooksWritingTest {
  private final CannedQuickBooks canned = new CannedQuickBooks();

  @AfterEach
  void stop() {
    canned.close();
  }

  @Test
  void the_invoice_goes_out_whole_with_its_key_and_our_mark() {
    canned.on("POST", "invoice", "{\"Invoice\":" + Samples.INVOICE + "}");
    assertThat(canned.ledger.createInvoice("58", Samples.draft(Samples.line()), "key-1").id())
        .isEqualTo("145");
    HttpCall call = canned.calls("POST", "invoice").getFirst();
    assertThat(call.param("requestid")).contains("key-1");
    assertThat(call.param("minorversion")).contains("75");
    assertThat(call.header("authorization")).contains("Bearer access-1");
    assertThat(Json.parse(call.text()).canonical())
        .isEqualTo(
            Json.parse(
                    """
                    {"CustomerRef":{"value":"58"},"TxnDate":"2026-11-22","DueDate":"2026-12-22",
                     "SalesTermRef":{"value":"3"},
                     "Line":[{"DetailType":"SalesItemLineDetail","Amount":49.98,"Description":"Platform, yearly",
                       "SalesItemLineDetail":{"ItemRef":{"value":"5"},"Qty":2.5,"UnitPrice":19.99,
                        "TaxCodeRef":{"value":"TAX"},"ServiceDate":"2026-12-01"}}],
                     "BillEmail":{"Address":"billing@acme.example"},"EmailStatus":"NotSet",
                     "BillAddr":{"Line1":"1 Quay Street","Line2":"Floor 3","City":"Portland",
                       "CountrySubDivisionCode":"OR","PostalCode":"97201","Country":"US"},
                     "ShipAddr":{"Line1":"1 Quay Street","Line2":"Floor 3","City":"Portland",
                       "CountrySubDivisionCode":"OR","PostalCode":"97201","Country":"US"},
                     "CustomerMemo":{"value":"Thank you, PO 77"},
                     "PrivateNote":"tieout:P-01ABCDEF0GHJKMN"}\
                    """)
                .canonical());
  }

  @Test
  void the_book_s_settings_decide_on_number_currency_and_tax_mode() {
    Book book =
        new Book(
            "main",
            "Nord",
            "DE",
            CurrencyUnit.EUR,
            Optional.empty(),
            true,
            Set.of(CurrencyUnit.EUR, CurrencyUnit.USD),
            true,
            TaxRegime.PER_LINE,
            Set.of(Book.Ability.TERM_LIST),
            Optional.empty(),
            "1");
    Json.Obj body = InvoiceBody.of("58", Samples.draft(Samples.line()), book);
    assertThat(body.text("DocNumber")).isEqualTo("AUTO_GENERATE");
    assertThat(body.obj("CurrencyRef").text("value")).isEqualTo("USD");
    assertThat(body.has("ExchangeRate")).isFalse();
    assertThat(body.text("GlobalTaxCalculation")).isEqualTo("TaxExcluded");
    InvoiceLine untaxed =
        new InvoiceLine(
            Optional.of("5"),
            "Seats",
            BigDecimal.ONE,
            BigDecimal.TEN,
            Amounts.exact("USD", "10"),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> InvoiceBody.of("58", Samples.draft(untaxed), book))
        .hasMessageContaining("Line[1] has no tax code");
  }

  @Test
  void what_quickbooks_would_refuse_or_misbook_is_refused_before_it_is_sent() {
    InvoiceLine noItem =
        new InvoiceLine(
            Optional.empty(),
            "Seats",
            BigDecimal.ONE,
            BigDecimal.TEN,
            Amounts.exact("USD", "10"),
            Optional.empty(),
            Optional.empty());
    assertThat(refused(() -> canned.ledger.createInvoice("58", Samples.draft(noItem), "k")))
        .isEqualTo(
            new Fault.Refused(
                "Line[1] ('Seats') names no QuickBooks item; map the product to an item first",
                "6000",
                Optional.of("Line[1].ItemRef")));
    assertThat(refused(() -> canned.ledger.createInvoice("58", Samples.draft(), "k")).message())
        .contains("no line");
    assertThat(
            refused(() -> canned.ledger.createCustomer(Samples.customer("Acme: West"), "k"))
                .message())
        .contains("DisplayName 'Acme: West'");
    assertThatThrownBy(
            () -> canned.ledger.createInvoice("58", Samples.draft(Samples.line()), "k".repeat(51)))
        .hasMessageContaining("1 to 50");
    assertThat(canned.calls("POST", "invoice")).isEmpty();
    assertThat(canned.calls("POST", "customer")).isEmpty();
  }

  @Test
  void a_customer_goes_out_without_a_currency_where_multicurrency_is_off() {
    canned.on(
        "POST",
        "customer",
        "{\"Customer\":{\"Id\":\"60\",\"DisplayName\":\"Acme\",\"SyncToken\":\"0\",\"Active\":true}}");
    assertThat(canned.ledger.createCustomer(Samples.customer("Acme"), "key-2").id())
        .isEqualTo("60");
    Json.Obj body = Json.parseObj(canned.calls("POST", "customer").getFirst().text());
    assertThat(body.has("CurrencyRef")).isFalse();
    assertThat(body.text("Notes")).isEqualTo(Samples.MARK);
    assertThat(body.obj("PrimaryEmailAddr").text("Address")).isEqualTo("billing@acme.example");
  }

  @Test
  void an_upload_carries_metadata_and_content_each_with_its_type() {
    canned.on(
        "POST",
        "upload",
        "{\"AttachableResponse\":[{\"Attachable\":{\"Id\":\"1\",\"FileName\":\"q.pdf\"}}]}");
    canned.ledger.attach("145", pdf("quote \"A\".pdf"), "key-3");
    String body = canned.calls("POST", "upload").getFirst().text();
    assertThat(body)
        .contains("name=\"file_metadata_01\"", "Content-Type: application/json")
        .contains("\"EntityRef\":{\"type\":\"Invoice\",\"value\":\"145\"}")
        .contains("name=\"file_content_01\"; filename=\"quote %22A%22.pdf\"")
        .contains("Content-Type: application/pdf\r\n\r\n%PDF-1.7");
  }

  @Test
  void a_file_refused_within_an_answer_of_200_is_refused() {
    canned.on(
        "POST",
        "upload",
        "{\"AttachableResponse\":[%s]}"
            .formatted(CannedQuickBooks.fault("6030", "File too large", "The limit is 100 MB")));
    assertThat(refused(() -> canned.ledger.attach("145", pdf("q.pdf"), "k")).code())
        .isEqualTo("6030");
  }

  @Test
  void a_write_whose_answer_is_lost_failed_or_unreadable_is_ambiguous_and_not_repeated() {
    canned.ledger.book();
    canned.on("POST", "invoice", "{\"Invoice\":" + Samples.INVOICE + "}");
    for (Mishap mishap : List.of(Mishap.ANSWER_LOST, Mishap.ERROR_AFTER)) {
      canned.weather.arm(mishap, 1, c -> c.method().equals("POST"));
      assertThat(writeFault()).isInstanceOf(Fault.Ambiguous.class);
    }
    canned.on("POST", "invoice", "{\"Invoice\":{\"Id\":\"145\"}}");
    assertThat(writeFault()).isInstanceOf(Fault.Ambiguous.class);
    canned.on(
        "POST", "invoice", CannedQuickBooks.fault("10000", "An application error", "unexpected"));
    assertThat(writeFault()).isInstanceOf(Fault.Ambiguous.class);
    assertThat(canned.calls("POST", "invoice")).hasSize(4);
  }

  @Test
  void a_throttled_write_waits_a_minute() {
    canned.ledger.book();
    canned.weather.arm(Mishap.THROTTLED, 1, c -> c.path().endsWith("/invoice"));
    assertThat(writeFault())
        .isInstanceOfSatisfying(
            Fault.Throttled.class,
            t -> assertThat(t.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
  }

  private Fault writeFault() {
    return fault(() -> canned.ledger.createInvoice("58", Samples.draft(Samples.line()), "key-1"));
  }

  private static Document pdf(String name) {
    return new Document(
        name, "application/pdf", "%PDF-1.7 quote".getBytes(StandardCharsets.US_ASCII));
  }

  private static Fault.Refused refused(ThrowingCallable call) {
    return (Fault.Refused) fault(call);
  }

  private static Fault fault(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
