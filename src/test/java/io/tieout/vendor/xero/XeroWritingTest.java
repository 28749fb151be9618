package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.InvoiceDraft;
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
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XeroWritingTest {
  private static final String MADE = "{\"Invoices\":[" + Samples.INVOICE + "]}";
  private static final String BY_ID = "Invoices/" + Samples.INVOICE_ID;

  private final CannedXero canned = new CannedXero();

  @AfterEach
  void stop() {
    canned.close();
  }

  @Test
  void the_invoice_goes_out_whole_with_its_key_and_our_mark() {
    canned.on("PUT", "Invoices", MADE);
    InvoiceDraft draft = Samples.draft(Samples.line("2.5", "19.99", "49.98"));
    assertThat(canned.ledger.createInvoice(Samples.CONTACT, draft, "key-1").id())
        .isEqualTo(Samples.INVOICE_ID);
    HttpCall call = canned.calls("PUT", "Invoices").getFirst();
    assertThat(call.header("idempotency-key")).contains("key-1");
    assertThat(call.header("xero-tenant-id")).contains(CannedXero.TENANT);
    assertThat(call.header("authorization")).contains("Bearer access-1");
    assertThat(call.param("unitdp")).contains("4");
    assertThat(Json.parse(call.text()).canonical())
        .isEqualTo(
            Json.parse(
                    """
                    {"Invoices":[{"Type":"ACCREC","Status":"AUTHORISED",
                     "Contact":{"ContactID":"430fa14a-f945-44d3-9f97-5df5e28441b8"},
                     "Date":"2026-11-22","DueDate":"2026-12-22","CurrencyCode":"GBP",
                     "LineAmountTypes":"Exclusive","Reference":"PO 77",
                     "Url":"https://crm.example/006A#tieout:P-01ABCDEF0GHJKMN",
                     "LineItems":[{"ItemCode":"PLAT","Description":"Platform, yearly","Quantity":2.5,
                      "UnitAmount":19.99,"LineAmount":49.98,"TaxType":"OUTPUT2"}]}]}\
                    """)
                .canonical());
  }

  @Test
  void a_draft_goes_out_as_one_and_is_posted_by_its_status_alone() {
    canned.on("PUT", "Invoices", MADE);
    canned.on("GET", BY_ID, MADE);
    canned.on("POST", BY_ID, MADE);
    InvoiceDraft draft = Samples.draft(Samples.line("1", "10", "10"));
    canned.ledger.createDraft(Samples.CONTACT, draft, "key-1");
    assertThat(sent("PUT", "Invoices").text("Status")).isEqualTo("DRAFT");
    canned.ledger.authorise(Samples.INVOICE_ID, "key-2");
    assertThat(sent("POST", BY_ID).print())
        .isEqualTo(
            "{\"Status\":\"AUTHORISED\",\"InvoiceID\":\"%s\"}".formatted(Samples.INVOICE_ID));
  }

  @Test
  void an_organisation_without_sales_tax_gets_none() {
    canned.on("GET", "Organisation", CannedXero.ORGANISATION.replace("ACCRUALS", "NONE"));
    canned.on("PUT", "Invoices", MADE);
    InvoiceDraft draft = Samples.draft(Samples.line("1", "10", "10"));
    canned.ledger.createInvoice(Samples.CONTACT, draft, "key-1");
    assertThat(sent("PUT", "Invoices").text("LineAmountTypes")).isEqualTo("NoTax");
    assertThat(sent("PUT", "Invoices").objects("LineItems").getFirst().has("TaxType")).isFalse();
  }

  @Test
  void what_xero_would_refuse_or_bill_otherwise_is_refused_before_it_is_sent() {
    InvoiceLine noItem = line(Optional.empty(), "10", Optional.of("OUTPUT2"));
    assertThat(refused(Samples.draft(noItem)).field()).contains("LineItems[1].ItemCode");
    InvoiceLine noTax = line(Optional.of("PLAT"), "10", Optional.empty());
    assertThat(refused(Samples.draft(noTax)).field()).contains("LineItems[1].TaxType");
    InvoiceDraft wrong = Samples.draft(Samples.line("2", "10", "19.50"));
    assertThat(refused(wrong).message()).contains("2 x 10, which is not its amount GBP 19.50");
    assertThat(refused(Samples.draft()).message()).contains("no line");
    assertThat(refused(in("KWD")).message()).contains("3 decimals");
    assertThat(refused(in("EUR")).message()).contains("EUR is not enabled");
    assertThatThrownBy(() ->
            canned.ledger.createInvoice(
                Samples.CONTACT, Samples.draft(Samples.line("1", "10", "10")), "k".repeat(129)))
        .hasMessageContaining("1 to 128");
    assertThatThrownBy(() -> canned.ledger.createCustomer(Samples.customer("A\nB"), "k"))
        .hasMessageContaining("line break");
    assertThat(canned.calls("PUT", "Invoices")).isEmpty();
    assertThat(canned.calls("PUT", "Contacts")).isEmpty();
  }

  @Test
  void lines_that_bring_no_sales_account_go_to_that_of_the_settings() {
    try (CannedXero with = new CannedXero(100, Optional.of("200"))) {
      with.on(
          "GET",
          "Items",
          """
          {"Items":[{"Code":"PLAT","SalesDetails":{"AccountCode":"210"}},
           {"Code":"GIFT","SalesDetails":{"UnitPrice":5}},{"Code":"BOOK"}]}\
          """);
      with.on("PUT", "Invoices", MADE);
      InvoiceLine noItem = line(Optional.empty(), "10", Optional.of("OUTPUT2"));
      InvoiceLine item = line(Optional.of("PLAT"), "10", Optional.of("OUTPUT2"));
      InvoiceLine gift = line(Optional.of("GIFT"), "5", Optional.of("OUTPUT2"));
      with.ledger.createInvoice(Samples.CONTACT, Samples.draft(noItem, gift, item), "key-1");
      List<Json.Obj> lines =
          Json.parseObj(with.calls("PUT", "Invoices").getFirst().text())
              .objects("Invoices")
              .getFirst()
              .objects("LineItems");
      assertThat(lines.getFirst().text("AccountCode")).isEqualTo("200");
      assertThat(lines.get(1).text("AccountCode")).isEqualTo("200");
      assertThat(lines.getLast().has("AccountCode")).isFalse();
    }
  }

  @Test
  void a_contact_goes_out_with_our_mark_and_four_lines_of_street() {
    canned.on(
        "PUT",
        "Contacts",
        """
        {"Contacts":[{"ContactID":"%s","Name":"Acme","ContactStatus":"ACTIVE",
         "ContactNumber":"%s","UpdatedDateUTC":"/Date(1793700000123+0000)/",
         "Balances":{"AccountsReceivable":{"Outstanding":12.50}}}]}\
        """
            .formatted(Samples.CONTACT, Samples.MARK));
    Customer made = canned.ledger.createCustomer(Samples.customer("Acme"), "key-2");
    assertThat(made.notes()).contains(Samples.MARK);
    assertThat(made.balance()).isEqualTo(Amounts.exact("GBP", "12.50"));
    assertThat(made.currency()).isEmpty();
    assertThat(made.url())
        .isEqualTo("https://go.xero.com/app/!NLglS/contacts/contact/" + Samples.CONTACT);
    Json.Obj body =
        Json.parseObj(canned.calls("PUT", "Contacts").getFirst().text())
            .objects("Contacts")
            .getFirst();
    assertThat(body.text("ContactNumber")).isEqualTo(Samples.MARK);
    Json.Obj address = body.objects("Addresses").getFirst();
    assertThat(address.text("AddressType")).isEqualTo("POBOX");
    assertThat(address.text("AddressLine4")).isEqualTo("Bell 5, Knock");
    assertThat(body.objects("Addresses")).hasSize(1);
  }

  @Test
  void what_is_posted_or_gone_is_not_discarded() {
    canned.on("GET", BY_ID, MADE);
    assertThat(fault(() -> canned.ledger.discard(Samples.INVOICE_ID, "k")).message())
        .contains("INV-0042 is posted");
    canned.on("GET", BY_ID, MADE.replace("\"AUTHORISED\"", "\"DELETED\""));
    canned.ledger.discard(Samples.INVOICE_ID, "k");
    assertThat(canned.calls("POST", BY_ID)).isEmpty();
    assertThat(fault(() -> canned.ledger.discard("INV-0042", "k")).message())
        .contains("knows no invoice INV-0042");
  }

  @Test
  void a_file_goes_out_as_it_is_under_a_name_an_address_can_hold() {
    String path = BY_ID + "/Attachments/quote A-7.pdf";
    canned.on("GET", BY_ID + "/Attachments", "{\"Attachments\":[]}");
    canned.on("PUT", path, "{\"Attachments\":[{\"FileName\":\"quote A-7.pdf\"}]}");
    canned.ledger.attach(Samples.INVOICE_ID, pdf("quote A/7.pdf", "%PDF-1.7"), "key-3");
    HttpCall call = canned.calls("PUT", path).getFirst();
    assertThat(call.text()).isEqualTo("%PDF-1.7");
    assertThat(call.header("content-type")).contains("application/pdf");
    assertThat(call.header("idempotency-key")).contains("key-3");
    assertThat(call.param("IncludeOnline")).contains("false");
  }

  @Test
  void files_that_xero_does_not_take_are_refused_before_they_are_sent() {
    String ten = String.join(",", Collections.nCopies(10, "{\"FileName\":\"x.pdf\"}"));
    canned.on("GET", BY_ID + "/Attachments", "{\"Attachments\":[" + ten + "]}");
    assertThat(
            fault(() -> canned.ledger.attach(Samples.INVOICE_ID, pdf("q.pdf", "%PDF"), "k"))
                .message())
        .contains("10 files already");
    assertThat(
            fault(() -> canned.ledger.attach(Samples.INVOICE_ID, pdf("q.pdf", ""), "k")).message())
        .contains("0 bytes");
    assertThat(
            fault(() ->
                    canned.ledger.attach(
                        Samples.INVOICE_ID, pdf("q.pdf", "x".repeat(11 * 1024 * 1024)), "k"))
                .message())
        .contains("attach a smaller one");
  }

  @Test
  void a_write_whose_answer_is_lost_failed_or_unreadable_is_ambiguous_and_not_repeated() {
    canned.ledger.book();
    canned.on("PUT", "Invoices", MADE);
    for (Mishap mishap : List.of(Mishap.ANSWER_LOST, Mishap.ERROR_AFTER)) {
      canned.weather.arm(mishap, 1, c -> c.method().equals("PUT"));
      assertThat(writeFault()).isInstanceOf(Fault.Ambiguous.class);
    }
    for (String answer : List.of("{\"Invoices\":[]}", "<html>", "{\"Invoices\":[{}]}")) {
      canned.on("PUT", "Invoices", answer);
      assertThat(writeFault()).as(answer).isInstanceOf(Fault.Ambiguous.class);
    }
    assertThat(canned.calls("PUT", "Invoices")).hasSize(5);
  }

  @Test
  void an_error_within_an_answer_of_200_is_a_refusal() {
    canned.on(
        "PUT",
        "Invoices",
        """
        {"Invoices":[{"StatusAttributeString":"ERROR","HasErrors":true,
         "ValidationErrors":[{"Message":"Invoice # must be unique."}]}]}\
        """);
    assertThat(writeFault())
        .isInstanceOfSatisfying(
            Fault.Refused.class, r -> assertThat(r.code()).isEqualTo("DUPLICATE_NUMBER"));
  }

  private Json.Obj sent(String method, String path) {
    return Json.parseObj(canned.calls(method, path).getLast().text())
        .objects("Invoices")
        .getFirst();
  }

  private static InvoiceLine line(Optional<String> item, String amount, Optional<String> taxCode) {
    return new InvoiceLine(
        item,
        "Seats",
        BigDecimal.ONE,
        new BigDecimal(amount),
        Amounts.exact("GBP", amount),
        taxCode,
        Optional.of(LocalDate.of(2026, 12, 1)));
  }

  private static InvoiceDraft in(String currency) {
    InvoiceDraft gbp = Samples.draft(Samples.line("1", "10", "10"));
    return new InvoiceDraft(
        gbp.issued(),
        gbp.due(),
        gbp.termId(),
        CurrencyUnit.of(currency),
        gbp.pricing(),
        gbp.lines(),
        gbp.net(),
        gbp.expectedTax(),
        gbp.email(),
        gbp.billing(),
        gbp.shipping(),
        gbp.memo(),
        gbp.billedAt(),
        gbp.mark());
  }

  private Fault.Refused refused(InvoiceDraft draft) {
    return (Fault.Refused)
        fault(() -> canned.ledger.createInvoice(Samples.CONTACT, draft, "key-1"));
  }

  private Fault writeFault() {
    return fault(() ->
        canned.ledger.createInvoice(
            Samples.CONTACT, Samples.draft(Samples.line("1", "10", "10")), "key-1"));
  }

  private static Document pdf(String name, String content) {
    return new Document(name, "application/pdf", content.getBytes(StandardCharsets.US_ASCII));
  }

  private static Fault fault(ThrowingCallable call) {
    return catchThrowableOfType(FaultException.class, call).fault();
  }
}
