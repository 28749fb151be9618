package io.tieout.door.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Vote;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Source;
import io.tieout.fact.crm.DealFinance;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Actor;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardBlocksTest {
  private static final Optional<String> NONE = Optional.empty();
  private final CardBlocks cards =
      new CardBlocks(() ->
          new Directory(
              List.of(
                  member("U0CARO", "Caro", Role.CONTROLLER),
                  member("U0BO", "Bo", Role.CONTROLLER),
                  member("U0SAM", "Sam", Role.SALES_OPS))));

  @Test
  void a_card_says_what_where_who_and_until_when() {
    List<Json.Obj> card = drawn(new Requests());
    assertThat(Harmless.textOf(card))
        .contains(
            "Approval needed",
            "Post an invoice of *USD 1,200.00* to *Acme Corporation* in QuickBooks, book us.",
            "Net amount",
            "computed by QuickBooks when posted",
            "pay@acme.example",
            "Seats: 12 × 100 = *USD 1,200.00*, not taxed",
            "Asked: <@U0CARO> or <@U0BO> as controller.",
            "Why: the amount is over USD 1,000.00 (policy v7).",
            "Quote: <https://crm.example/q1|Q-1> (from the CRM)",
            "requested by Sam through the assistant",
            "asked <!date^1793628000^{date_short_pretty} {time}|2026-11-02 14:00 UTC>",
            "decide until <!date^1793664000^");
    assertThat(actions(card))
        .containsExactly(
            CardBlocks.APPROVE, CardBlocks.EDIT, CardBlocks.ASK, CardBlocks.ADD, CardBlocks.REJECT);
  }

  @Test
  void a_card_says_that_prices_include_tax_with_net_tax_and_total() {
    String text = Harmless.textOf(drawn(new Requests().pricesWithTax()));
    assertThat(text)
        .contains(
            "Post an invoice of *USD 1,200.00*, tax included, to *Acme Corporation*",
            "*Total, prices include tax*\nUSD 1,200.00",
            "*Sales tax inside*\nUSD 200.00",
            "*Net amount*\nUSD 1,000.00",
            "Seats: 12 × 100 = *USD 1,200.00*, of which tax USD 200.00");
    assertThat(cards.fallback(new Requests().pricesWithTax().view()))
        .contains("invoice of USD 1,200.00, tax included, to Acme Corporation");
  }

  @ParameterizedTest
  @EnumSource(ProposalState.class)
  void only_a_waiting_card_has_buttons_and_every_state_keeps_the_limits(ProposalState state) {
    for (Change change : List.of(Samples.invoice("P-1", "d1").change(), update())) {
      for (Ruling ruling : List.of(Samples.ask(2), Samples.proceed(), Samples.refuse())) {
        List<Json.Obj> card =
            drawn(new Requests().change(change).ruling(ruling).state(state).why("for a reason"));
        assertThat(actions(card)).isEqualTo(Requests.buttons(state, change));
        assertThat(Harmless.textOf(card).contains("decide until"))
            .isEqualTo(state == ProposalState.WAITING);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WAITING|Approval needed|Approval needed",
        "APPROVED|Approved, posting …|Approved, updating …",
        "EXECUTING|Approved, posting …|Approved, updating …",
        "DONE|Invoice posted|Deal updated",
        "UNDONE|Undone: the invoice was voided|Undone",
        "REJECTED|Rejected: no invoice was posted|Rejected: the deal was not updated",
        "REFUSED|Refused by policy: no invoice was posted|Refused by policy: the deal was not updated",
        "EXPIRED|Expired: no invoice was posted|Expired: the deal was not updated",
        "VOIDED|Closed: no invoice was posted|Closed: the deal was not updated",
        "SUPERSEDED|Replaced: the deal changed|Replaced: the deal changed",
        "FAILED|Not posted: a person must look|Not updated: a person must look"
      })
  void headlines_say_how_it_stands(ProposalState state, String invoice, String update) {
    assertThat(CardWords.headline(new Requests().state(state).view())).isEqualTo(invoice);
    assertThat(CardWords.headline(new Requests().change(update()).state(state).view()))
        .isEqualTo(update);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WAITING|Approval needed",
        "EXECUTING|Approved, discarding the draft …",
        "DONE|Draft taken out of the books",
        "REJECTED|Rejected: the draft stays in the books",
        "FAILED|Draft not taken out: a person must look"
      })
  void a_discarded_draft_s_headline_speaks_of_the_draft(ProposalState state, String headline) {
    Change discard =
        new Change.DiscardDraft("salesforce", "006A", "Acme", "xero", "uk", "D1", "left behind");
    assertThat(CardWords.headline(new Requests().change(discard).state(state).view()))
        .isEqualTo(headline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PLANNED|Approved, posting …",
        "SENT|Approved, posting …",
        "UNCERTAIN|Approved, checking what has arrived …",
        "FAILED|Approved, but stuck: a person must look",
        "CONFIRMED|Posted, finishing …"
      })
  void while_it_is_done_the_headline_tells_how_far(String step, String headline) {
    Requests request =
        new Requests()
            .state(ProposalState.EXECUTING)
            .step("create-invoice", step, "The invoice: as it is", NONE)
            .step("write-back", "PLANNED", "The finance fields of the deal: planned", NONE);
    assertThat(CardWords.headline(request.view())).isEqualTo(headline);
  }

  @Test
  void what_is_unusual_stands_right_after_what_is_asked() {
    List<Json.Obj> card =
        drawn(
            new Requests()
                .remarks(
                    List.of("The price of **Seats** is 40 % below its list price.", "Second")));
    assertThat(card.get(0).text("type")).isEqualTo("header");
    assertThat(card.get(2).obj("text").text("text"))
        .isEqualTo(
            ":warning: The price of *Seats* is 40 % below its list price.\n:warning: Second");
    assertThat(card.subList(0, 2).toString().length()).isLessThan(700);
  }

  @Test
  void a_new_customer_is_marked() {
    List<Json.Obj> card = drawn(new Requests().billing(Samples.newCustomer("P-1"), "Deal"));
    assertThat(Harmless.textOf(card)).contains("Acme Inc (new, will be created)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 400})
  void up_to_five_lines_are_shown_and_more_are_to_be_reviewed(int count) {
    Requests request = new Requests().lines(Requests.lines(count, "Seats"));
    List<Json.Obj> card = drawn(request);
    String text = Harmless.textOf(card);
    assertThat(text.lines().filter(l -> l.startsWith("• "))).hasSize(Math.min(5, count));
    assertThat(actions(card).getFirst())
        .isEqualTo(count > 5 ? CardBlocks.DETAILS : CardBlocks.APPROVE);
    assertThat(text.contains("… and %d more".formatted(count - 5))).isEqualTo(count > 5);
    assertThat(text).contains(Amounts.text(net(request)));
    assertThat(Harmless.textOf(drawn(request.state(ProposalState.DONE))))
        .doesNotContain("review all lines");
  }

  @Test
  void whatever_is_cut_moves_approving_into_the_window_and_no_amount_is_cut() {
    String long1 = "long description & more ".repeat(100);
    List<Requests> cases =
        List.of(
            new Requests().lines(Requests.lines(5, long1)),
            new Requests().remarks(Collections.nCopies(5, "unusual")),
            new Requests().remarks(List.of(long1)),
            new Requests().evidence(Collections.nCopies(9, evidence("x"))),
            new Requests().evidence(List.of(evidence(long1))));
    for (Requests request : cases) {
      List<Json.Obj> card = drawn(request);
      assertThat(actions(card))
          .containsExactly(
              CardBlocks.DETAILS,
              CardBlocks.EDIT,
              CardBlocks.ASK,
              CardBlocks.ADD,
              CardBlocks.REJECT);
    }
    String text = Harmless.textOf(drawn(cases.getFirst()));
    IntStream.rangeClosed(1, 5)
        .forEach(i -> assertThat(text).contains("= *USD 12,345,678.0%d*".formatted(i)));
  }

  @ParameterizedTest
  @CsvSource({"NON,not taxed", "TAX,taxed", "20.0% S,tax code 20.0% S"})
  void tax_codes_are_said_for_people(String code, String said) {
    InvoiceLine line = Requests.line("Seats", 100);
    InvoiceLine coded =
        new InvoiceLine(
            line.itemId(),
            line.description(),
            line.quantity(),
            line.unitPrice(),
            line.amount(),
            Optional.of(code),
            line.serviceDate());
    assertThat(CardWords.line(coded, 100)).endsWith("*USD 1.00*, " + said);
  }

  @Test
  void a_rejected_card_says_who_and_why() {
    List<Json.Obj> card =
        drawn(
            new Requests()
                .state(ProposalState.REJECTED)
                .vote("Bo", Vote.Choice.APPROVE, NONE)
                .vote("Caro", Vote.Choice.REJECT, Optional.of("Wrong amount: <!here> see quote"))
                .why("rejected by Caro (controller): Wrong amount"));
    assertThat(card.get(2).obj("text").text("text"))
        .contains(":white_check_mark: Approved by Bo (controller) <!date^")
        .contains(":x: Rejected by Caro (controller) <!date^")
        .endsWith(": Wrong amount: &lt;!here&gt; see quote");
  }

  @Test
  void a_voided_card_says_what_moved_even_after_somebody_voted() {
    String text =
        Harmless.textOf(
            drawn(
                new Requests()
                    .state(ProposalState.VOIDED)
                    .vote("Bo", Vote.Choice.APPROVE, NONE)
                    .why("approved by Bo; then changed since it was approved")
                    .differences(
                        List.of(new Source.Difference("deal", "Acme", "amount", "1200", "1300")))));
    assertThat(text)
        .contains("Void: something changed")
        .contains("then changed since it was approved")
        .contains("deal “Acme”: amount was 1200, is 1300");
  }

  @Test
  void steps_are_sentences_with_links() {
    String text =
        Harmless.textOf(
            drawn(
                new Requests()
                    .state(ProposalState.DONE)
                    .vote("Caro", Vote.Choice.APPROVE, NONE)
                    .step(
                        "create-invoice",
                        "CONFIRMED",
                        "Invoice 1062 created over USD 1,200.00, of which tax USD 0.00",
                        Optional.of("https://books.example/1062"))
                    .step("attach-quote", "SKIPPED", "The quote on the invoice: left out", NONE)));
    assertThat(text)
        .contains("Invoice posted")
        .contains(
            ":white_check_mark: <https://books.example/1062|Invoice 1062 created over USD 1,200.00,"
                + " of which tax USD 0.00>")
        .contains(":heavy_minus_sign: The quote on the invoice: left out");
  }

  @Test
  void an_update_shows_its_reason_and_the_new_values() {
    assertThat(Harmless.textOf(drawn(new Requests().change(update()))))
        .contains("Update the deal *Acme renewal* in Salesforce: a payment came in")
        .contains("*Balance*\nUSD 0.00")
        .contains("*Payment status*\nPaid");
    assertThat(cards.fallback(new Requests().change(update()).view()))
        .isEqualTo("Approval needed: deal “Acme renewal”");
  }

  @Test
  void nobody_to_ask_is_said() {
    Ruling.Ask ask = Samples.ask(Layer.of(new Approver.Holder(new Role("treasurer")), 2));
    assertThat(Harmless.textOf(drawn(new Requests().ruling(ask))))
        .contains("nobody can approve this as treasurer")
        .contains("2 of them must approve");
  }

  @Test
  void a_busy_card_has_no_buttons_and_says_whose_decision_it_is() {
    List<Json.Obj> busy = cards.drawBusy(new Requests().view(), "Caro <!here>");
    Harmless.message(busy);
    assertThat(actions(busy)).isEmpty();
    assertThat(Harmless.textOf(busy)).contains("Processing the decision of Caro");
  }

  @ParameterizedTest
  @CsvSource({"PERSON,Sam", "ASSISTANT,Sam through the assistant", "FLOW,Tieout (invoicing)"})
  void who_asked_is_said_by_name(String kind, String said) {
    Actor actor =
        switch (kind) {
          case "PERSON" -> new Actor.Person("U0SAM");
          case "ASSISTANT" -> new Actor.Assistant("U0SAM");
          default -> new Actor.Workflow("invoicing");
        };
    assertThat(Harmless.textOf(drawn(new Requests().by(actor)))).contains("requested by " + said);
  }

  @ParameterizedTest
  @MethodSource("io.tieout.door.slack.Nasty#strings")
  void nothing_nasty_gets_through_a_card_however_full(String text) {
    for (ProposalState state : List.of(ProposalState.WAITING, ProposalState.VOIDED)) {
      Requests request =
          new Requests()
              .billing(Requests.known(text), text)
              .lines(Requests.lines(400, text))
              .remarks(Collections.nCopies(20, text))
              .evidence(Collections.nCopies(20, evidence(text)))
              .by(new Actor.Workflow(text))
              .state(state)
              .vote(text, Vote.Choice.APPROVE, Optional.of(text))
              .vote(text, Vote.Choice.REJECT, Optional.of(text))
              .step("create-invoice", "FAILED", text, NONE)
              .step("write-back", "SKIPPED", text, Optional.of("https://x.example/" + text))
              .differences(
                  Collections.nCopies(400, new Source.Difference(text, text, text, text, text)))
              .why(text);
      drawn(request);
      RequestView view = request.view();
      Harmless.check(cards.fallback(view).replace(": invoice of", " invoice of"));
    }
  }

  private List<Json.Obj> drawn(Requests request) {
    List<Json.Obj> card = cards.draw(request.view());
    Harmless.message(card);
    return card;
  }

  private static org.joda.money.Money net(Requests request) {
    return ((Change.CreateInvoice) request.view().proposal().change()).invoice().net();
  }

  private static Evidence evidence(String value) {
    return new Evidence("Customer match", value, Evidence.Origin.BOOKS, NONE);
  }

  static Change update() {
    return Samples.update(
            "P-1",
            "d1",
            new DealFinance(
                NONE,
                Optional.of(DealFinance.SyncStatus.INVOICED),
                Optional.of("1062"),
                NONE,
                Optional.of(Amounts.exact("USD", "1200.00")),
                Optional.of(DealFinance.PaymentStatus.PAID),
                Optional.of(Amounts.exact("USD", "0.00")),
                Optional.empty(),
                NONE))
        .change();
  }

  static List<String> actions(List<Json.Obj> blocks) {
    return blocks.stream()
        .filter(b -> b.text("type").equals("actions"))
        .flatMap(b -> b.objects("elements").stream())
        .map(e -> e.text("action_id"))
        .toList();
  }

  private static Member member(String id, String name, Role role) {
    return new Member(id, name, Optional.empty(), Set.of(role));
  }
}
