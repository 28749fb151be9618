package io.tieout.vendor.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.Ability;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.Payment;
import io.tieout.fact.ledger.Payment.Application;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XeroReadingTest {
  private static final String OTHER_INVOICE = "1cf1a11c-a067-4a05-9c8b-06f281f7afed";

  private final CannedXero canned = new CannedXero();

  @AfterEach
  void stop() {
    canned.close();
  }

  @Test
  void the_organisation_and_its_currencies_are_the_book() {
    Book book = canned.ledger.book();
    assertThat(book.name()).isEqualTo("Northlight Ltd");
    assertThat(book.country()).isEqualTo("GB");
    assertThat(book.home()).isEqualTo(CurrencyUnit.GBP);
    assertThat(book.closedThrough()).as("the later lock date").contains(LocalDate.of(2026, 9, 30));
    assertThat(book.multicurrency()).isTrue();
    assertThat(book.currencies())
        .containsExactlyInAnyOrder(CurrencyUnit.GBP, CurrencyUnit.USD, CurrencyUnit.of("KWD"));
    assertThat(book.ownNumbers()).isFalse();
    assertThat(book.taxRegime()).isEqualTo(TaxRegime.PER_LINE);
    assertThat(book.abilities())
        .containsExactlyInAnyOrder(
            Ability.DRAFTS, Ability.HISTORY_NOTES, Ability.GIVEN_NUMBERS, Ability.TAX_BY_LINE);
    assertThat(book.defaultTermId()).isEmpty();
    assertThat(canned.ledger.zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(canned.ledger.place()).isEqualTo("xero/uk");
    assertThat(canned.calls("GET", "Organisation").getFirst().header("xero-tenant-id"))
        .contains(CannedXero.TENANT);
  }

  @Test
  void an_organisation_without_sales_tax_and_with_one_currency_says_so() {
    canned.on("GET", "Organisation", CannedXero.ORGANISATION.replace("ACCRUALS", "NONE"));
    canned.on("GET", "Currencies", "{\"Currencies\":[{\"Code\":\"GBP\"},{\"Code\":\"ZZZ\"}]}");
    Book book = canned.ledger.book();
    assertThat(book.taxRegime()).isEqualTo(TaxRegime.NONE);
    assertThat(book.multicurrency()).isFalse();
    assertThat(book.currencies()).containsExactly(CurrencyUnit.GBP);
    String before = book.version();
    canned.on("GET", "Organisation", CannedXero.ORGANISATION);
    assertThat(canned.ledger.book().version()).isNotEqualTo(before);
  }

  @Test
  void an_invoice_is_read_with_its_mark_its_lines_and_its_page() {
    canned.on("GET", "Invoices/" + Samples.INVOICE_ID, "{\"Invoices\":[" + Samples.INVOICE + "]}");
    Invoice invoice = canned.ledger.invoice(Samples.INVOICE_ID).orElseThrow();
    assertThat(invoice.number()).contains("INV-0042");
    assertThat(invoice.bears(Samples.MARK)).isTrue();
    assertThat(invoice.privateNote()).contains(Samples.MARK);
    assertThat(invoice.issued()).isEqualTo(LocalDate.of(2026, 11, 2));
    assertThat(invoice.due()).isEqualTo(LocalDate.of(2026, 12, 2));
    assertThat(invoice.net()).isEqualTo(gbp("65.43"));
    assertThat(invoice.tax()).isEqualTo(gbp("10.00"));
    assertThat(invoice.balance()).isEqualTo(gbp("55.43"));
    assertThat(invoice.version()).isEqualTo("1793700000123");
    assertThat(invoice.changedAt()).isEqualTo(Instant.ofEpochMilli(1793700000123L));
    assertThat(invoice.url())
        .isEqualTo("https://go.xero.com/app/!NLglS/invoicing/view/" + Samples.INVOICE_ID);
    assertThat(invoice.lines()).hasSize(3);
    InvoiceLine storage = invoice.lines().get(1);
    assertThat(storage.description()).isEqualTo("Storage");
    assertThat(storage.quantity()).isEqualByComparingTo("123456");
    assertThat(storage.unitPrice()).isEqualByComparingTo("0.000125");
    assertThat(storage.amount()).isEqualTo(gbp("15.43"));
    InvoiceLine thanks = invoice.lines().get(2);
    assertThat(thanks.amount()).isEqualTo(gbp("0"));
    assertThat(thanks.quantity()).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void every_status_of_xero_means_draft_posted_or_voided() {
    assertThat(status("DRAFT")).isEqualTo(Invoice.Status.DRAFT);
    assertThat(status("SUBMITTED")).isEqualTo(Invoice.Status.DRAFT);
    assertThat(status("AUTHORISED")).isEqualTo(Invoice.Status.POSTED);
    assertThat(status("PAID")).isEqualTo(Invoice.Status.POSTED);
    assertThat(status("VOIDED")).isEqualTo(Invoice.Status.VOIDED);
    assertThat(status("DELETED")).isEqualTo(Invoice.Status.VOIDED);
    assertThatThrownBy(() -> status("FROZEN")).hasMessageContaining("Status 'FROZEN'");
  }

  @Test
  void a_bill_is_no_invoice_and_a_number_is_no_id() {
    String bill = Samples.INVOICE.replace("\"ACCREC\"", "\"ACCPAY\"");
    canned.on("GET", "Invoices/" + Samples.INVOICE_ID, "{\"Invoices\":[" + bill + "]}");
    assertThat(canned.ledger.invoice(Samples.INVOICE_ID)).isEmpty();
    assertThat(canned.ledger.invoice("INV-0042")).isEmpty();
    assertThat(canned.ledger.invoice(OTHER_INVOICE)).isEmpty();
    assertThat(canned.calls("GET", "Invoices/INV-0042")).isEmpty();
  }

  @Test
  void a_number_that_stands_on_two_living_invoices_is_refused_and_a_discarded_one_gives_way() {
    String other = Samples.INVOICE.replace(Samples.INVOICE_ID, OTHER_INVOICE);
    canned.on("GET", "Invoices", page(Samples.INVOICE, other));
    assertThatThrownBy(() -> canned.ledger.invoiceNumbered("INV-0042"))
        .hasMessageContaining("stands on 2 invoices")
        .hasMessageContaining(OTHER_INVOICE);
    canned.on(
        "GET", "Invoices", page(Samples.INVOICE.replace("\"AUTHORISED\"", "\"DELETED\""), other));
    assertThat(canned.ledger.invoiceNumbered("INV-0042").map(Invoice::id)).contains(OTHER_INVOICE);
    canned.ledger.invoiceNumbered("7,8");
    assertThat(canned.calls("GET", "Invoices").getLast().param("where").orElseThrow())
        .isEqualTo("Type==\"ACCREC\" AND InvoiceNumber==\"7,8\"");
  }

  @Test
  void only_customers_payments_of_invoices_are_payments_and_refunds_are_not() {
    String payment =
        payment("ACCRECPAYMENT", "\"Reference\":\"BACS 7\",\"BatchPaymentID\":\"b-1\",");
    canned.on("GET", "Payments/" + Samples.PAYMENT, "{\"Payments\":[" + payment + "]}");
    Payment read = canned.ledger.payment(Samples.PAYMENT).orElseThrow();
    assertThat(read.total()).isEqualTo(Amounts.exact("USD", "20.00"));
    assertThat(read.unapplied()).isEqualTo(Amounts.exact("USD", "0"));
    assertThat(read.applications())
        .containsExactly(new Application(Samples.INVOICE_ID, Amounts.exact("USD", "20.00")));
    assertThat(read.reference()).contains("b-1");
    for (String type : List.of("AROVERPAYMENTPAYMENT", "ARPREPAYMENTPAYMENT", "ACCPAYPAYMENT")) {
      canned.on("GET", "Payments/" + Samples.PAYMENT, "{\"Payments\":[" + payment(type, "") + "]}");
      assertThat(canned.ledger.payment(Samples.PAYMENT)).as(type).isEmpty();
    }
    String gone = payment.replace("\"AUTHORISED\"", "\"DELETED\"");
    canned.on("GET", "Payments/" + Samples.PAYMENT, "{\"Payments\":[" + gone + "]}");
    assertThat(canned.ledger.payment(Samples.PAYMENT)).isEmpty();
  }

  @Test
  void an_overpayment_is_a_payment_with_a_rest_and_what_its_allocations_settle() {
    String row =
        """
        {"OverpaymentID":"%s","Type":"RECEIVE-OVERPAYMENT","RemainingCredit":5.00,"Total":20.00,
         "Contact":{"ContactID":"%s","Name":"Acme"},"Date":"/Date(1793577600000+0000)/",
         "Status":"AUTHORISED","CurrencyCode":"GBP","UpdatedDateUTC":"/Date(1793700000123+0000)/",
         "Allocations":[{"Amount":12.00,"Date":"/Date(1793577600000+0000)/","Invoice":{"InvoiceID":"%s"}},
          {"Amount":3.00,"IsDeleted":true,"Invoice":{"InvoiceID":"%s"}}]}\
        """
            .formatted(
                Samples.OVERPAYMENT, Samples.CONTACT, Samples.INVOICE_ID, Samples.INVOICE_ID);
    canned.on("GET", "Overpayments/" + Samples.OVERPAYMENT, "{\"Overpayments\":[" + row + "]}");
    Payment read = canned.ledger.payment("overpayment:" + Samples.OVERPAYMENT).orElseThrow();
    assertThat(read.id()).isEqualTo("overpayment:" + Samples.OVERPAYMENT);
    assertThat(read.total()).isEqualTo(gbp("20.00"));
    assertThat(read.unapplied()).isEqualTo(gbp("5.00"));
    assertThat(read.applications())
        .containsExactly(new Application(Samples.INVOICE_ID, gbp("12.00")));
    String prepaid =
        row.replace("OverpaymentID", "PrepaymentID").replace("OVERPAYMENT", "PREPAYMENT");
    canned.on("GET", "Prepayments/" + Samples.OVERPAYMENT, "{\"Prepayments\":[" + prepaid + "]}");
    assertThat(canned.ledger.payment("prepayment:" + Samples.OVERPAYMENT).map(Payment::total))
        .contains(gbp("20.00"));
    String spent = row.replace("RECEIVE-", "SPEND-");
    canned.on("GET", "Overpayments/" + Samples.OVERPAYMENT, "{\"Overpayments\":[" + spent + "]}");
    assertThat(canned.ledger.payment("overpayment:" + Samples.OVERPAYMENT)).isEmpty();
    assertThat(canned.ledger.payment("overpayment:no-id")).isEmpty();
  }

  @Test
  void what_settles_an_invoice_that_names_no_currency_is_in_that_of_the_book() {
    String paid =
        Samples.INVOICE
            .replace("\"CurrencyCode\":\"GBP\",", "")
            .replaceFirst(
                "\\{",
                """
                {"Payments":[{"PaymentID":"%s","Date":"/Date(1793577600000+0000)/","Amount":20.00}],\
                """
                    .formatted(Samples.PAYMENT));
    assertThat(paid).doesNotContain("CurrencyCode");
    canned.on("GET", "Invoices/" + Samples.INVOICE_ID, "{\"Invoices\":[" + paid + "]}");
    assertThat(canned.ledger.settlementsOf(Samples.INVOICE_ID))
        .singleElement()
        .satisfies(s -> assertThat(s.amount()).isEqualTo(gbp("20.00")));
  }

  @Test
  void a_credit_note_tells_what_it_settles() {
    canned.on(
        "GET",
        "CreditNotes/" + OTHER_INVOICE,
        """
        {"CreditNotes":[{"CreditNoteID":"%s","CreditNoteNumber":"CN-0001","Type":"ACCRECCREDIT",
         "Contact":{"ContactID":"%s"},"Date":"/Date(1793577600000+0000)/","Status":"PAID",
         "Total":30.00,"RemainingCredit":0.00,"CurrencyCode":"GBP",
         "UpdatedDateUTC":"/Date(1793700000123+0000)/",
         "Allocations":[{"Amount":30.00,"Invoice":{"InvoiceID":"%s"}}]}]}\
        """
            .formatted(OTHER_INVOICE, Samples.CONTACT, Samples.INVOICE_ID));
    CreditNote note = canned.ledger.creditNote(OTHER_INVOICE).orElseThrow();
    assertThat(note.status()).isEqualTo(Invoice.Status.POSTED);
    assertThat(note.applications())
        .containsExactly(new Application(Samples.INVOICE_ID, gbp("30.00")));
    assertThat(note.url())
        .isEqualTo(
            "https://go.xero.com/organisationlogin/default.aspx?shortcode=!NLglS&redirecturl=/AccountsReceivable/ViewCreditNote.aspx?creditNoteID="
                + OTHER_INVOICE);
  }

  @Test
  void lists_go_by_the_codes_that_lines_name() {
    canned.on(
        "GET",
        "Items",
        """
        {"Items":[{"ItemID":"i-1","Code":"PLAT","Name":"Platform","IsSold":true,
          "SalesDetails":{"TaxType":"OUTPUT2"},"UpdatedDateUTC":"/Date(1793700000123+0000)/"},
         {"ItemID":"i-2","Code":"GIFT","IsSold":false,"SalesDetails":{"TaxType":"NONE"}}]}\
        """);
    assertThat(canned.ledger.items())
        .extracting(i -> i.id() + " " + i.name() + " " + i.sellable() + " " + i.taxable())
        .containsExactly("PLAT Platform true true", "GIFT GIFT false false");
    canned.on(
        "GET",
        "TaxRates",
        """
        {"TaxRates":[
         {"Name":"20% (VAT on Income)","TaxType":"OUTPUT2","EffectiveRate":20.0000,"Status":"ACTIVE","CanApplyToRevenue":true},
         {"Name":"Old","TaxType":"TAX001","EffectiveRate":17.5,"Status":"DELETED","CanApplyToRevenue":true},
         {"Name":"20% (VAT on Expenses)","TaxType":"INPUT2","EffectiveRate":20.0,"Status":"ACTIVE","CanApplyToRevenue":false},
         {"Name":"No VAT","TaxType":"NONE","EffectiveRate":0.0,"Status":"ACTIVE","CanApplyToRevenue":true}]}\
        """);
    assertThat(canned.ledger.taxCodes())
        .extracting(t ->
            t.id()
                + " "
                + t.ratePercent().orElseThrow().intValue()
                + " "
                + t.taxable()
                + " "
                + t.active())
        .containsExactly("OUTPUT2 20 true true", "TAX001 17 true false", "NONE 0 false true");
    assertThat(canned.ledger.terms()).isEmpty();
  }

  private Invoice.Status status(String text) {
    canned.on(
        "GET",
        "Invoices/" + Samples.INVOICE_ID,
        "{\"Invoices\":[" + Samples.INVOICE.replace("\"AUTHORISED\"", "\"" + text + "\"") + "]}");
    return canned.ledger.invoice(Samples.INVOICE_ID).map(Invoice::status).orElseThrow();
  }

  static String page(String... rows) {
    return "{\"Invoices\":[%s],\"pagination\":{\"page\":1,\"pageSize\":100,\"pageCount\":1}}"
        .formatted(String.join(",", rows));
  }

  private static String payment(String type, String more) {
    return """
    {"PaymentID":"%s","PaymentType":"%s",%s"Status":"AUTHORISED","Amount":20.00,
     "Date":"/Date(1793577600000+0000)/","UpdatedDateUTC":"/Date(1793700000123+0000)/",
     "Invoice":{"InvoiceID":"%s","CurrencyCode":"USD","Contact":{"ContactID":"%s","Name":"Acme"}}}\
    """
        .formatted(Samples.PAYMENT, type, more, Samples.INVOICE_ID, Samples.CONTACT);
  }

  private static Money gbp(String amount) {
    return Amounts.exact("GBP", amount);
  }
}
