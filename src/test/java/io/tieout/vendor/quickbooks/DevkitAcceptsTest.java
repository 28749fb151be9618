package io.tieout.vendor.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.module.jaxb.JaxbAnnotationIntrospector;
import com.intuit.ipp.data.Attachable;
import com.intuit.ipp.data.Customer;
import com.intuit.ipp.data.Invoice;
import com.intuit.ipp.data.ObjectFactory;
import com.intuit.ipp.serialization.JSONSerializer;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Book.TaxRegime;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Document;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.bind.JAXBElement;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/// Intuit's own data classes judge our request bodies: they must know every field we send, and give
/// back every value as we sent it.
class DevkitAcceptsTest {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new JaxbAnnotationIntrospector(TypeFactory.defaultInstance()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @Test
  void an_invoice_in_every_tax_regime_is_understood_whole() throws Exception {
    InvoiceLine remark =
        new InvoiceLine(
            Optional.empty(),
            "As agreed by telephone",
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            Amounts.exact("USD", "0"),
            Optional.empty(),
            Optional.empty());
    for (TaxRegime regime : TaxRegime.values()) {
      Book book = book(regime);
      accepts(InvoiceBody.of("58", Samples.draft(Samples.line(), remark), book), Invoice.class);
    }
  }

  @Test
  void an_invoice_whose_prices_include_tax_is_understood_whole_and_shows_nets() throws Exception {
    InvoiceLine line = Samples.line().holding(Amounts.exact("USD", "8.33"));
    InvoiceDraft draft = Samples.draft(InvoiceDraft.Pricing.WITH_TAX, line);
    Json.Obj body = InvoiceBody.of("58", draft, book(TaxRegime.PER_LINE));
    accepts(body, Invoice.class);
    assertThat(body.text("GlobalTaxCalculation")).isEqualTo("TaxInclusive");
    assertThat(body.has("TxnTaxDetail")).isFalse();
    Json.Obj sent = body.objects("Line").getFirst();
    assertThat(sent.decimal("Amount")).isEqualByComparingTo("41.65");
    assertThat(sent.obj("SalesItemLineDetail").decimal("UnitPrice")).isEqualByComparingTo("16.66");
    assertThat(sent.obj("SalesItemLineDetail").decimal("TaxInclusiveAmt"))
        .isEqualByComparingTo("49.98");
  }

  @Test
  void prices_with_tax_are_refused_where_tax_comes_on_top_or_is_not_told() {
    InvoiceDraft untold = Samples.draft(InvoiceDraft.Pricing.WITH_TAX, Samples.line());
    for (TaxRegime regime : TaxRegime.values()) {
      Book book = book(regime);
      if (regime == TaxRegime.NONE) {
        assertThat(InvoiceBody.of("58", untold, book).text("GlobalTaxCalculation"))
            .isEqualTo("NotApplicable");
      } else {
        assertThatThrownBy(() -> InvoiceBody.of("58", untold, book))
            .hasMessageContaining(
                book.american() ? "United States company" : "does not tell the tax inside");
      }
    }
  }

  @Test
  void a_customer_is_understood_whole() throws Exception {
    accepts(
        CustomerMapping.body(Samples.customer("Acme"), book(TaxRegime.PER_LINE)), Customer.class);
  }

  @Test
  void an_upload_s_metadata_is_understood_whole() throws Exception {
    Document document = new Document("quote.pdf", "application/pdf", new byte[] {1});
    accepts(Multipart.metadata("145", document), Attachable.class);
  }

  @Test
  void the_judge_does_refuse_a_field_that_is_not_there() {
    Json.Obj wrong =
        CustomerMapping.body(Samples.customer("Acme"), book(TaxRegime.NONE)).with("Nickname", "A");
    assertThatThrownBy(() -> accepts(wrong, Customer.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  private static void accepts(Json.Obj ours, Class<?> type) throws Exception {
    JAXBElement<?> read = element(STRICT.readValue(ours.print(), type));
    Json.Obj theirs = Json.parseObj(new JSONSerializer().serialize(read));
    assertThat(leaves(theirs)).containsAllEntriesOf(leaves(ours));
  }

  private static JAXBElement<?> element(Object read) {
    ObjectFactory factory = new ObjectFactory();
    return switch (read) {
      case Invoice invoice -> factory.createInvoice(invoice);
      case Customer customer -> factory.createCustomer(customer);
      case Attachable attachable -> factory.createAttachable(attachable);
      default -> throw new IllegalArgumentException("no element for " + read.getClass());
    };
  }

  /// Every value by its path; numbers and dates by their canonical text.
  private static Map<String, String> leaves(Json json) {
    Map<String, String> out = new TreeMap<>();
    collect("", json, out);
    return out;
  }

  private static void collect(String path, Json json, Map<String, String> out) {
    switch (json) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.forEach((name, value) -> collect(path + "/" + name, value, out));
      case Json.Arr(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          collect(path + "/" + i, items.get(i), out);
        }
      }
      case Json.Text _, Json.Num _, Json.Bool _ -> out.put(path, json.canonical());
      case Json.Nothing _ -> {}
    }
  }

  private static Book book(TaxRegime regime) {
    return new Book(
        "main",
        "Nord",
        regime == TaxRegime.US_AUTOMATED || regime == TaxRegime.US_BY_CODE ? "US" : "DE",
        CurrencyUnit.USD,
        Optional.empty(),
        true,
        Set.of(CurrencyUnit.EUR, CurrencyUnit.USD),
        true,
        regime,
        Set.of(Book.Ability.TERM_LIST),
        Optional.empty(),
        "1");
  }
}
