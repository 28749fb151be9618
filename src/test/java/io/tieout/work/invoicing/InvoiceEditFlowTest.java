package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.deal;
import static io.tieout.work.invoicing.Facts.line;
import static io.tieout.work.invoicing.Facts.readings;
import static io.tieout.work.invoicing.Facts.usd;
import static io.tieout.work.invoicing.Facts.with;
import static io.tieout.work.invoicing.InvoiceEditingTest.ANA;
import static io.tieout.work.invoicing.InvoiceEditingTest.lines;
import static io.tieout.work.invoicing.InvoiceEditingTest.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Verdict;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Change.DraftInvoice;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.fact.change.InvoiceEdit.LineEdit;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.party.Actor;
import io.tieout.value.json.Json;
import io.tieout.work.invoicing.InvoiceEditDesk.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Editing a proposal that waits, with the real engine: what is read again, what the edited one
/// rests on afterwards, and what becomes of a draft in the books.
class InvoiceEditFlowTest {
  private static final InvoiceEdit CHEAPER = lines(priced("L1", "", "90"));

  private final Workshop shop = new Workshop();
  private final InvoiceEditDesk desk =
      new InvoiceEditFlow(
          new InvoiceEditFlow.Deps(
              shop.database,
              shop.reader,
              shop.elsewhere,
              shop.proposals,
              shop.mirror,
              shop.links,
              actor -> actor.isSamePersonAs("UANA") ? "Ana Ruiz" : "somebody",
              shop.clock,
              shop.ids));

  @AfterEach
  void close() {
    shop.close();
  }

  private Outcome edit(InvoiceEdit edit) {
    return desk.edit(last().proposal().id(), edit, ANA, "agreed by phone");
  }

  private Proposal ready(InvoiceEdit edit) {
    Outcome outcome = edit(edit);
    assertThat(outcome).as(outcome.words()).isInstanceOf(Outcome.Ready.class);
    return ((Outcome.Ready) outcome).proposal();
  }

  /// What filing an edit does: in one transaction the old one gives way to the new one.
  private Proposal file(InvoiceEdit edit) {
    Proposal edited = ready(edit);
    String old = edited.edited().orElseThrow().of();
    shop.now = shop.now.plusSeconds(1);
    shop.database.transact(sql -> {
      shop.proposals.move(sql, old, ProposalState.SUPERSEDED, "edited", "person:UANA");
      shop.approvals.file(sql, edited, Workshop.rule(edited));
    });
    return edited;
  }

  private Filed last() {
    return shop.filed().getLast();
  }

  private List<String> changes() {
    return shop.filed().stream()
        .map(f -> f.proposal().change().getClass().getSimpleName() + " " + f.state())
        .toList();
  }

  @Test
  void an_edited_invoice_takes_the_place_of_the_other_and_is_approved_as_it_is() {
    shop.dealChanged();
    Proposal edited = file(CHEAPER);
    assertThat(shop.states()).containsExactly(ProposalState.SUPERSEDED, ProposalState.WAITING);
    assertThat(last().proposal()).as("stored and read back").isEqualTo(edited);
    assertThat(shop.freshness.check(edited)).isInstanceOf(Freshness.Finding.Unchanged.class);

    shop.dealChanged();
    assertThat(shop.states()).as("looking again leaves it alone").hasSize(2);
    RequestView card =
        shop.approvals.waiting().stream()
            .filter(view -> view.proposal().id().equals(edited.id()))
            .findFirst()
            .orElseThrow();
    assertThat(
            shop.approvals.approve(
                new Click(card.requestId(), "UCARL", card.digest(), Optional.empty())))
        .isInstanceOf(Verdict.Approved.class);
    assertThat(shop.states()).containsExactly(ProposalState.SUPERSEDED, ProposalState.APPROVED);
  }

  @Test
  void an_edited_invoice_whose_deal_moves_is_not_fresh_and_gives_way_to_the_deal() {
    shop.dealChanged();
    Proposal edited = file(CHEAPER);
    shop.put(
        readings(
            deal("1600.00"),
            List.of(
                line("L1", "A", "10", "100", "1000.00"), line("L2", "B", "1", "600", "600.00"))));
    assertThat(shop.freshness.check(edited))
        .isInstanceOfSatisfying(
            Freshness.Finding.Moved.class,
            moved ->
                assertThat(moved.differences())
                    .extracting(Difference::sentence)
                    .contains(
                        "deal “Acme renewal”: amount was USD 1,500.00, is USD 1,600.00",
                        "deal line “Product B”: unit price was 500, is 600"));
  }

  @Test
  void an_edited_line_that_leaves_the_deal_is_named() {
    shop.dealChanged();
    Proposal edited = file(CHEAPER);
    shop.put(readings(deal("500.00"), List.of(line("L2", "B", "1", "500", "500.00"))));
    assertThat(shop.freshness.check(edited))
        .isInstanceOfSatisfying(
            Freshness.Finding.Moved.class,
            moved ->
                assertThat(moved.differences())
                    .extracting(Difference::sentence)
                    .contains("deal line “Product A”: record was L1, is gone"));
  }

  @Test
  void what_moved_before_the_edit_is_told_instead_of_editing() {
    shop.dealChanged();
    shop.crm.deals.put("006A", with(deal("1500.00"), "version", "v2"));
    assertThat(edit(CHEAPER))
        .isInstanceOfSatisfying(
            Outcome.Moved.class,
            moved ->
                assertThat(moved.words()).contains("deal “Acme renewal”: version was v1, is v2"));
    assertThat(shop.states()).as("nothing is filed").containsExactly(ProposalState.WAITING);
  }

  @Test
  void an_edit_that_cannot_be_made_says_why_by_field() {
    shop.dealChanged();
    assertThat(edit(lines(priced("L1", "3", "33.333"))))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.problems())
                  .extracting(EditProblem::field)
                  .containsExactly("line “Product A”");
              assertThat(refused.words()).startsWith("Not edited: line “Product A”: quantity 3");
            });
    assertThat(desk.edit(last().proposal().id(), CHEAPER, ANA, " "))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void only_an_invoice_that_waits_is_edited() {
    shop.dealChanged();
    Proposal old = last().proposal();
    file(CHEAPER);
    assertThat(desk.edit(old.id(), CHEAPER, ANA, "again"))
        .isInstanceOfSatisfying(
            Outcome.NotEditable.class, no -> assertThat(no.words()).contains("not waiting"));
    assertThat(desk.edit("P-nobody", CHEAPER, ANA, "?")).isInstanceOf(Outcome.NotEditable.class);
  }

  @Test
  void an_edit_of_an_edit_is_fresh_too() {
    shop.dealChanged();
    file(lines(priced("L1", "", "90"), LineEdit.leavingOut("L2")));
    Proposal second = file(lines(priced("L1", "9", "")));
    assertThat(((CreateInvoice) second.change()).invoice().net()).isEqualTo(usd("810.00"));
    assertThat(second.edited().orElseThrow().steps()).hasSize(2);
    assertThat(shop.freshness.check(second)).isInstanceOf(Freshness.Finding.Unchanged.class);
  }

  @Test
  void just_an_edited_invoice_that_was_turned_down_is_not_proposed_again_by_itself() {
    shop.dealChanged();
    Proposal edited = file(CHEAPER);
    shop.database.transact(
        sql -> shop.proposals.move(sql, edited.id(), ProposalState.REJECTED, "no", "test"));
    shop.dealChanged();
    assertThat(shop.states()).containsExactly(ProposalState.SUPERSEDED, ProposalState.REJECTED);
    assertThat(shop.flow.propose("006A", new Actor.Person("UANNA")))
        .as("a person may ask for the deal's own invoice")
        .isInstanceOf(InvoicingDesk.Outcome.Proposed.class);
  }

  @Test
  void the_draft_of_what_was_edited_is_taken_out_and_never_authorised_with_other_content() {
    shop.ledger.book =
        with(
            shop.ledger.book,
            "abilities",
            Json.texts(List.of(Book.Ability.TERM_LIST.name(), Book.Ability.DRAFTS.name())));
    shop.dealChanged();
    putIntoTheBooks();
    shop.dealChanged();
    assertThat(((CreateInvoice) last().proposal().change()).draftId()).contains("D1");

    Proposal edited = file(CHEAPER);
    assertThat(((CreateInvoice) edited.change()).draftId()).isEmpty();
    assertThat(edited.evidence()).anySatisfy(e -> assertThat(e.value()).contains("taken out"));
    assertThat(shop.accepted()).contains(Drafts.LEFT_BEHIND + " salesforce/deal/006A");
    leftBehind();
    leftBehind();
    assertThat(changes())
        .containsExactlyInAnyOrder(
            "DraftInvoice DONE",
            "CreateInvoice SUPERSEDED",
            "CreateInvoice WAITING",
            "DiscardDraft APPROVED");
    shop.dealChanged();
    assertThat(changes()).as("no draft is made beside it").hasSize(4);
    assertThat(shop.freshness.check(edited)).isInstanceOf(Freshness.Finding.Unchanged.class);
  }

  private void leftBehind() {
    shop.flow.handle(
        Workshop.stored(
            new Signal(
                "tieout",
                "k",
                "salesforce/deal/006A",
                Drafts.LEFT_BEHIND,
                Json.object().put("dealId", "006A").build())));
  }

  /// What the effects do: the draft is in the books, linked, and its proposal done.
  private void putIntoTheBooks() {
    Filed draft = last();
    CreateInvoice made = ((DraftInvoice) draft.proposal().change()).invoice();
    shop.ledger.invoices.put("D1", inBooks(made));
    shop.database.transact(sql -> {
      shop.links.link(
          sql,
          new Link(
              "salesforce",
              "deal",
              "006A",
              "quickbooks",
              "main",
              "draft",
              "D1",
              "drafted",
              draft.proposal().id()));
      shop.proposals.move(sql, draft.proposal().id(), ProposalState.EXECUTING, "sent", "test");
      shop.proposals.move(sql, draft.proposal().id(), ProposalState.DONE, "there", "test");
    });
  }

  private static Invoice inBooks(CreateInvoice made) {
    InvoiceDraft draft = made.invoice();
    return new Invoice(
        "D1",
        Optional.of("1900"),
        ((Change.Billed.Known) made.customer()).customerId(),
        made.customer().displayName(),
        draft.issued(),
        draft.due(),
        draft.termId(),
        draft.currency(),
        draft.lines(),
        draft.net(),
        usd("0.00"),
        draft.net(),
        draft.net(),
        Invoice.Status.DRAFT,
        Optional.of(draft.mark()),
        Facts.NOW,
        "0",
        "https://books.example/invoice/D1");
  }
}
