package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.app.sandbox.Board.Post;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One thing changes between the card and the click: the click must not count.
///
/// The house may see the change itself before the click and replace the card, or at the click: both
/// refuse what was shown. The click is sent with the value of the card that was seen, which is what
/// a click that is late by a second carries.
class ChangedBeforeClickTest {
  private static final Scene SCENE = new Scene();

  @AfterAll
  static void close() {
    SCENE.close();
  }

  /// What may follow a click that did not count.
  enum After {
    /// A new card with the present values, which can be approved.
    A_NEW_CARD,
    /// Nothing is asked: there is nothing to invoice, or a finding names what stands in the way.
    NO_CARD
  }

  /// @param told words of what the person is told, with both values; `%s` is the sale's word
  record Case(String name, Consumer<Sale> change, After after, List<String> told) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case anew(String name, Consumer<Sale> change, String... told) {
    return new Case(name, change, After.A_NEW_CARD, List.of(told));
  }

  private static Case ends(String name, Consumer<Sale> change, String... told) {
    return new Case(name, change, After.NO_CARD, List.of(told));
  }

  private static Json.Obj field(String name, String value) {
    return Json.object().put(name, value).build();
  }

  static final List<Case> OF_THE_DEAL =
      List.of(
          anew(
              "deal's name",
              s -> s.edit("Name", s.word() + " renamed"),
              "name was %s roll-out, is %s renamed"),
          anew(
              "deal's close date",
              s -> s.edit("CloseDate", s.scene().vendors.company().today().plusDays(1).toString()),
              "close date was "),
          ends(
              "deal's stage",
              s -> s.edit("StageName", "Negotiation/Review"),
              "stage was Closed Won, is Negotiation/Review"),
          anew(
              "deal's payment terms",
              s -> s.edit("Payment_Terms__c", "Net 15"),
              "payment terms was Terms of %s, is Net 15"),
          anew(
              "deal's PO number",
              s -> s.edit("PO_Number__c", "4711"),
              "PO number was PO-%s, is 4711"),
          anew(
              "deal's service start",
              s -> s.edit("Service_Start__c", "2031-01-15"),
              "service start was 2031-01-01, is 2031-01-15"),
          anew(
              "deal's service end",
              s -> s.edit("Service_End__c", "2032-01-31"),
              "service end was 2031-12-31, is 2032-01-31"),
          anew("deal's account", ChangedBeforeClickTest::moveToAnotherAccount, "account was "),
          ends("deal deleted", s -> s.scene().crm.delete("Opportunity", s.deal()), "record was "));

  static final List<Case> OF_A_LINE =
      List.of(
          anew(
              "quantity",
              s -> s.editLine(field("Quantity", "5")),
              "quantity was 4, is 5",
              "amount was USD 2,000.00, is USD 2,250.00"),
          anew(
              "unit price",
              s -> s.editLine(field("UnitPrice", "251.5")),
              "unit price was 250, is 251.5",
              "amount was USD 2,000.00, is USD 2,006.00"),
          anew("discount", s -> s.editLine(field("Discount", "10")), "discount % was 0, is 10"),
          anew(
              "description",
              s -> s.editLine(field("Description", "as agreed later")),
              "description was as agreed, is as agreed later"),
          anew(
              "service date",
              s -> s.editLine(field("ServiceDate", "2031-03-01")),
              "service date was 2031-02-01, is 2031-03-01"),
          anew(
              "product, by another line in its place",
              ChangedBeforeClickTest::exchangeProduct,
              "record was absent, is ",
              ", is gone"),
          anew("a line added", ChangedBeforeClickTest::addLine, "record was absent, is "),
          anew(
              "a line removed",
              s -> s.scene().crm.delete("OpportunityLineItem", s.lines().getLast()),
              ", is gone",
              "amount was USD 2,000.00, is USD 1,000.00"));

  static final List<Case> OF_THE_ACCOUNT =
      List.of(
          anew(
              "account's name",
              s -> s.editAccount("Name", "Quorvex Fabrik"),
              "name was %s Works, is Quorvex Fabrik"),
          anew(
              "billing street",
              s -> s.editAccount("BillingStreet", "2 Weir Lane"),
              "billing address was 1 Mill Road, Dayton, OH, 45402, US, is 2 Weir Lane, Dayton"),
          anew("billing city", s -> s.editAccount("BillingCity", "Toledo"), "Dayton", "Toledo"),
          anew("billing state", s -> s.editAccount("BillingState", "MI"), "Dayton, MI"),
          anew("billing postal code", s -> s.editAccount("BillingPostalCode", "45499"), "45499"),
          anew("billing country", s -> s.editAccount("BillingCountry", "CA"), "45402, CA"),
          anew(
              "shipping street",
              s -> s.editAccount("ShippingStreet", "9 Dock Street"),
              "shipping address was 1 Mill Road",
              "is 9 Dock Street"),
          anew(
              "contact's e-mail",
              s -> s.scene().crm.edit("Contact", s.contact(), field("Email", "new@b.example")),
              "e-mail was paula@",
              "is new@b.example"),
          anew(
              "quote's status",
              s -> s.scene().crm.edit("Quote", s.quote().orElseThrow(), field("Status", "Denied")),
              "status was Presented, is Denied"),
          anew(
              "quote's total",
              s -> s.scene().crm.edit("Quote", s.quote().orElseThrow(), field("Tax", "12.5")),
              "total was USD 2,000.00, is USD 2,012.50"),
          anew("quote's discount", ChangedBeforeClickTest::discountQuote, "total was USD 2,000"));

  static final List<Case> OF_THE_BOOKS =
      List.of(
          anew(
              "customer's name",
              s -> s.editCustomer(field("DisplayName", "Quenby Zinnfeld")),
              "name was %s Works, is Quenby Zinnfeld"),
          anew(
              "customer's e-mail",
              s ->
                  s.editCustomer(
                      Json.object()
                          .put("PrimaryEmailAddr", Json.object().put("Address", "c@d.example"))
                          .build()),
              "e-mail was bills@",
              "is c@d.example"),
          anew(
              "customer's address",
              s ->
                  s.editCustomer(
                      Json.object()
                          .put("BillAddr", Json.object().put("Line1", "3 New Street"))
                          .build()),
              "billing address was 1 Mill Road",
              "is 3 New Street"),
          ends("customer inactive", s -> s.editCustomer(active(false)), "%s"),
          anew(
              "customer's terms",
              s ->
                  s.editCustomer(
                      Json.object()
                          .put("SalesTermRef", Json.object().put("value", s.termId()))
                          .build()),
              "terms was absent, is "),
          anew(
              "customer taxable",
              s -> s.editCustomer(Json.object().put("Taxable", false).build()),
              "taxable was true, is false"),
          anew(
              "item's name",
              s -> s.editItem(field("Name", s.word() + " bit")),
              "name was %s part 1, is %s bit"),
          ends("item inactive", s -> s.editItem(active(false)), "%s part 1"),
          anew(
              "item taxable",
              s -> s.editItem(Json.object().put("Taxable", true).build()),
              "taxable was false, is true"),
          anew(
              "term's days",
              s ->
                  s.scene()
                      .books
                      .edit("Term", s.termId(), Json.object().put("DueDays", 10).build()),
              "due days was 37, is 10"),
          ends(
              "invoice number on the deal",
              s -> s.edit("Tieout_Invoice_Number__c", "77-A"),
              "the deal shows invoice 77-A"));

  private static Json.Obj active(boolean active) {
    return Json.object().put("Active", active).build();
  }

  private static void moveToAnotherAccount(Sale sale) {
    String other =
        sale.scene().crm.create("Account", field("Name", "Ostrander Guild " + sale.word()));
    sale.edit("AccountId", other);
  }

  private static void exchangeProduct(Sale sale) {
    addLine(sale);
    sale.scene().crm.delete("OpportunityLineItem", sale.lines().getFirst());
  }

  private static void addLine(Sale sale) {
    Json.Obj second =
        sale.scene().crm.record("OpportunityLineItem", sale.lines().getLast()).orElseThrow();
    sale.scene()
        .crm
        .create(
            "OpportunityLineItem",
            Json.object()
                .put("OpportunityId", sale.deal())
                .put("PricebookEntryId", second.text("PricebookEntryId"))
                .put("Quantity", 1)
                .put("UnitPrice", 249)
                .build());
  }

  private static void discountQuote(Sale sale) {
    Json.Obj line =
        sale.scene().crm.related("QuoteLineItem", "QuoteId", sale.quote().orElseThrow()).getFirst();
    sale.scene().crm.edit("QuoteLineItem", line.text("Id"), field("Discount", "5"));
  }

  @ParameterizedTest
  @FieldSource({"OF_THE_DEAL", "OF_A_LINE", "OF_THE_ACCOUNT", "OF_THE_BOOKS"})
  void a_click_on_what_is_not_so_any_more_does_not_count(Case theCase) {
    Sale sale = SCENE.won();
    Post shown = SCENE.board.asked(sale.word());
    theCase.change().accept(sale);
    refused(sale, shown, theCase.told());
    switch (theCase.after()) {
      case A_NEW_CARD -> {
        Post fresh = SCENE.board.askedAnew(sale.word(), shown);
        int before = SCENE.books.invoices().size();
        SCENE.board.approve(fresh);
        assertThat(SCENE.books.invoices()).hasSize(before + 1);
        assertThat(sale.shows("Tieout_Invoice_Number__c")).isPresent();
      }
      case NO_CARD -> {
        SCENE.awaitQuiet();
        assertThat(SCENE.board.posts(Scene.CARO))
            .filteredOn(p -> p.text().contains(sale.word()) && p.offers("approve"))
            .isEmpty();
        assertThat(SCENE.invoices(sale.word())).isEmpty();
      }
    }
  }

  /// The late click posts nothing, its person alone is told what changed, the card is void.
  private static void refused(Sale sale, Post shown, List<String> told) {
    long invoices = SCENE.books.requestLog().done("Invoice").size();
    int before = SCENE.board.whispers(Scene.CARO).size();
    assertThat(SCENE.board.clickLate(Scene.CARO, shown, "approve").statusCode()).isEqualTo(200);
    String whisper = SCENE.board.whisper(Scene.CARO, before);
    assertThat(whisper).containsAnyOf("did not count", "decided before", "Nothing was posted");
    assertThat(whisper).contains(told.stream().map(t -> t.replace("%s", sale.word())).toList());
    Post card =
        SCENE.await(
            "the card has lost its buttons",
            () -> Optional.of(SCENE.board.now(shown)).filter(p -> !p.text().contains(Board.ASKED)));
    assertThat(card.text())
        .containsAnyOf("Void: something changed", "Replaced: the deal changed", "Closed: ");
    assertThat(card.offers("approve")).isFalse();
    assertThat(card.offers("reject")).isFalse();
    assertThat(SCENE.books.requestLog().done("Invoice")).hasSize(Math.toIntExact(invoices));
    assertThat(SCENE.invoices(sale.word())).isEmpty();
  }

  /// The closing date is the whole company's, so it is put back at the end.
  @Test
  void books_closed_past_the_invoice_s_date_void_the_card() {
    Sale sale = SCENE.won();
    Post shown = SCENE.board.asked(sale.word());
    LocalDate closed = SCENE.vendors.company().today().plusDays(3);
    SCENE.books.change(s -> s.closedOn(closed));
    try {
      refused(sale, shown, List.of("invoice date was ", "is " + closed.plusDays(1)));
      Post fresh = SCENE.board.askedAnew(sale.word(), shown);
      SCENE.board.approve(fresh);
      assertThat(SCENE.invoices(sale.word()))
          .singleElement()
          .extracting(InvoiceView::date)
          .isEqualTo(closed.plusDays(1));
    } finally {
      SCENE.books.change(s -> s.reopened());
    }
  }

  /// Somebody was quicker, in the books, and wrote the number on the deal.
  @Test
  void an_invoice_made_by_hand_and_shown_on_the_deal_closes_the_card() {
    Sale sale = SCENE.won();
    Post shown = SCENE.board.asked(sale.word());
    String number = "H-" + sale.word();
    SCENE.books.enter("Invoice", sale.invoiceByHand(number));
    sale.edit("Tieout_Invoice_Number__c", number);
    int before = SCENE.board.whispers(Scene.CARO).size();
    SCENE.board.clickLate(Scene.CARO, shown, "approve");
    assertThat(SCENE.board.whisper(Scene.CARO, before)).contains("invoice " + number);
    SCENE.awaitQuiet();
    assertThat(SCENE.board.now(shown).offers("approve")).isFalse();
    assertThat(SCENE.invoices(sale.word())).hasSize(1);
  }

  /// What does not shape the invoice. The CRM stamps the deal anew with every edit of it, so that
  /// even its next step voids: the approver's card never shows an older deal. An account's phone
  /// goes on a new customer alone but belongs to the account's record. The books' records count by
  /// the fields an invoice uses, so that a customer's phone and balance move freely.
  static final List<Case> VOID_ALTHOUGH_HARMLESS =
      List.of(
          anew("deal's next step", s -> s.edit("NextStep", "call"), "version was "),
          anew("deal's description", s -> s.edit("Description", "a note"), "version was "),
          anew("account's phone", s -> s.editAccount("Phone", "+1 555 0199"), "phone was "));

  @ParameterizedTest
  @FieldSource("VOID_ALTHOUGH_HARMLESS")
  void any_edit_of_a_record_of_the_crm_counts_by_its_stamp_of_a_second(Case theCase) {
    Consumer<Sale> aSecondLater =
        sale -> {
          SCENE.vendors.clock().advance(Duration.ofSeconds(2));
          theCase.change().accept(sale);
        };
    a_click_on_what_is_not_so_any_more_does_not_count(
        new Case(theCase.name(), aSecondLater, theCase.after(), theCase.told()));
  }

  static List<Case> harmless() {
    return List.of(
        anew(
            "customer's phone",
            s ->
                s.editCustomer(
                    Json.object()
                        .put("PrimaryPhone", Json.object().put("FreeFormNumber", "+1 555 0100"))
                        .build())),
        anew(
            "customer's balance, by an invoice of another matter",
            s -> s.scene().books.enter("Invoice", s.invoiceByHand("O-" + s.word()))),
        anew(
            "item's price in the books",
            s -> s.editItem(Json.object().put("UnitPrice", 999).build())));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void what_no_invoice_uses_may_move_in_the_books(Case theCase) {
    Sale sale = SCENE.won();
    Post shown = SCENE.board.asked(sale.word());
    int before = SCENE.invoices(sale.word()).size();
    theCase.change().accept(sale);
    int meanwhile = SCENE.invoices(sale.word()).size();
    SCENE.board.approve(shown);
    assertThat(SCENE.invoices(sale.word())).hasSize(meanwhile + 1);
    assertThat(meanwhile - before).isLessThanOrEqualTo(1);
  }
}
