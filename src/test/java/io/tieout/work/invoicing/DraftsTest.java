package io.tieout.work.invoicing;

import static io.tieout.work.invoicing.Facts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.inbox.Signal;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Change.DiscardDraft;
import io.tieout.fact.change.Change.DraftInvoice;
import io.tieout.fact.change.Freshness;
import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.party.Actor;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.work.invoicing.InvoicingDesk.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A book that keeps drafts: the draft comes first, approval posts just that one, and a draft that
/// nobody will approve does not stay behind.
class DraftsTest {
  private final Workshop shop = new Workshop();

  @BeforeEach
  void keepDrafts() {
    shop.ledger.book =
        with(
            shop.ledger.book,
            "abilities",
            Json.texts(List.of(Book.Ability.TERM_LIST.name(), Book.Ability.DRAFTS.name())));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void the_draft_comes_first_and_the_card_when_it_is_there() {
    shop.dealChanged();
    assertThat(changes()).containsExactly("DraftInvoice APPROVED");
    shop.dealChanged();
    assertThat(changes()).as("while it is on its way").containsExactly("DraftInvoice APPROVED");

    putIntoTheBooks();
    assertThat(shop.accepted()).contains("deal to be looked at again salesforce/deal/006A");
    shop.dealChanged();

    assertThat(changes()).containsExactly("DraftInvoice DONE", "CreateInvoice WAITING");
    CreateInvoice asked = (CreateInvoice) last().proposal().change();
    assertThat(asked.draftId()).contains("D1");
    assertThat(asked.invoice()).isEqualTo(drafted().invoice().invoice());
    assertThat(last().proposal().evidence())
        .anySatisfy(e -> assertThat(e.value()).contains("1900 in QuickBooks", "not posted"));
    assertThat(shop.freshness.check(last().proposal()))
        .isInstanceOf(Freshness.Finding.Unchanged.class);
  }

  @Test
  void a_book_without_drafts_and_a_new_customer_are_asked_about_at_once() {
    shop.ledger.customers.clear();
    shop.dealChanged();
    assertThat(changes()).containsExactly("CreateInvoice WAITING");
  }

  @Test
  void a_draft_that_somebody_edits_voids_the_card_and_gives_way_to_a_new_one() {
    shop.dealChanged();
    putIntoTheBooks();
    shop.dealChanged();
    Invoice draft = shop.ledger.invoice("D1").orElseThrow();
    shop.ledger.invoices.put("D1", with(draft, "due", draft.due().plusDays(9).toString()));
    assertThat(shop.freshness.check(last().proposal()))
        .isInstanceOfSatisfying(
            Freshness.Finding.Moved.class,
            moved ->
                assertThat(moved.differences())
                    .singleElement()
                    .satisfies(d -> assertThat(d.sentence()).contains("draft", "due date")));

    move(last(), ProposalState.VOIDED);
    shop.dealChanged();
    assertThat(changes())
        .containsExactlyInAnyOrder(
            "DraftInvoice DONE",
            "CreateInvoice VOIDED",
            "DiscardDraft APPROVED",
            "DraftInvoice APPROVED");
  }

  @Test
  void a_draft_that_is_turned_down_is_taken_out_once() {
    shop.dealChanged();
    putIntoTheBooks();
    shop.dealChanged();
    move(last(), ProposalState.REJECTED);
    assertThat(shop.accepted()).contains(Drafts.LEFT_BEHIND + " salesforce/deal/006A");

    leftBehind();
    leftBehind();
    assertThat(changes())
        .containsExactlyInAnyOrder(
            "DraftInvoice DONE", "CreateInvoice REJECTED", "DiscardDraft APPROVED");
    assertThat(discards()).singleElement().extracting(DiscardDraft::draftId).isEqualTo("D1");
    shop.dealChanged();
    assertThat(changes()).as("turned down as it is").hasSize(3);
  }

  @Test
  void what_was_turned_down_and_is_asked_for_again_gets_a_draft_and_a_card_again() {
    shop.dealChanged();
    putIntoTheBooks();
    shop.dealChanged();
    move(last(), ProposalState.REJECTED);
    leftBehind();
    shop.ledger.invoices.put("D1", voided(shop.ledger.invoice("D1").orElseThrow()));
    shop.now = shop.now.plus(Duration.ofMinutes(1));

    assertThat(shop.flow.propose("006A", new Actor.Person("UANNA")))
        .isInstanceOf(Outcome.Standing.class);
    putIntoTheBooks("D2");
    shop.dealChanged();
    assertThat(last().state()).isEqualTo(ProposalState.WAITING);
    assertThat(last().proposal().requestedBy()).isEqualTo(new Actor.Person("UANNA"));
    assertThat(((CreateInvoice) last().proposal().change()).draftId()).contains("D2");
  }

  @Test
  void a_draft_that_still_has_its_card_is_not_taken_out() {
    shop.dealChanged();
    putIntoTheBooks();
    shop.dealChanged();
    leftBehind();
    assertThat(discards()).isEmpty();
  }

  @Test
  void a_draft_that_somebody_posts_by_hand_is_the_deal_s_invoice() {
    shop.dealChanged();
    putIntoTheBooks();
    shop.dealChanged();
    shop.ledger.invoices.put(
        "D1",
        with(shop.ledger.invoice("D1").orElseThrow(), "status", Invoice.Status.POSTED.name()));
    assertThat(shop.freshness.check(last().proposal()))
        .isInstanceOf(Freshness.Finding.AlreadyDone.class);
    move(last(), ProposalState.VOIDED);
    assertThat(shop.flow.propose("006A", new Actor.Person("UANNA")))
        .isInstanceOf(Outcome.Invoiced.class);
    assertThat(discards()).isEmpty();
  }

  @Test
  void a_book_that_refuses_the_draft_is_asked_without_one() {
    shop.dealChanged();
    move(last(), ProposalState.EXECUTING);
    move(last(), ProposalState.FAILED);
    shop.dealChanged();
    assertThat(changes()).containsExactly("DraftInvoice FAILED", "CreateInvoice WAITING");
    assertThat(((CreateInvoice) last().proposal().change()).draftId()).isEmpty();
    assertThat(last().proposal().evidence())
        .anySatisfy(e -> assertThat(e.value()).contains("did not take one"));
  }

  @Test
  void a_draft_that_somebody_discards_is_not_made_again_by_itself() {
    shop.dealChanged();
    putIntoTheBooks();
    shop.ledger.invoices.put("D1", voided(shop.ledger.invoice("D1").orElseThrow()));
    shop.dealChanged();
    assertThat(changes()).containsExactly("DraftInvoice DONE", "CreateInvoice WAITING");
    assertThat(((CreateInvoice) last().proposal().change()).draftId()).isEmpty();
  }

  private static Invoice voided(Invoice invoice) {
    return with(invoice, "status", Invoice.Status.VOIDED.name());
  }

  /// What the effects do: the draft is in the books, linked, and its proposal done.
  private void putIntoTheBooks() {
    putIntoTheBooks("D1");
  }

  private void putIntoTheBooks(String id) {
    Filed draft = last();
    CreateInvoice made = ((DraftInvoice) draft.proposal().change()).invoice();
    shop.ledger.invoices.put(id, inBooks(id, made));
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
              id,
              "drafted",
              draft.proposal().id()));
      shop.proposals.move(sql, draft.proposal().id(), ProposalState.EXECUTING, "sent", "test");
      shop.proposals.move(sql, draft.proposal().id(), ProposalState.DONE, "there", "test");
    });
  }

  private static Invoice inBooks(String id, CreateInvoice made) {
    InvoiceDraft draft = made.invoice();
    return new Invoice(
        id,
        Optional.of("1900"),
        ((Change.Billed.Known) made.customer()).customerId(),
        made.customer().displayName(),
        draft.issued(),
        draft.due(),
        draft.termId(),
        draft.currency(),
        draft.lines(),
        draft.net(),
        Facts.usd("0.00"),
        draft.net(),
        draft.net(),
        Invoice.Status.DRAFT,
        Optional.of(draft.mark()),
        Facts.NOW,
        "0",
        "https://books.example/invoice/" + id);
  }

  private void move(Filed filed, ProposalState to) {
    shop.database.transact(
        sql -> shop.proposals.move(sql, filed.proposal().id(), to, "by the test", "test"));
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

  private DraftInvoice drafted() {
    return shop.filed().stream()
        .map(f -> f.proposal().change())
        .filter(DraftInvoice.class::isInstance)
        .map(DraftInvoice.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<DiscardDraft> discards() {
    return shop.filed().stream()
        .map(f -> f.proposal().change())
        .filter(DiscardDraft.class::isInstance)
        .map(DiscardDraft.class::cast)
        .toList();
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
  void stored_drafts_are_read_back_as_they_were() {
    shop.dealChanged();
    Change change = last().proposal().change();
    assertThat(Records.read(Records.writeAs(change, Change.class), Change.class)).isEqualTo(change);
  }
}
