package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.change.Change.DiscardDraft;
import io.tieout.fact.change.Change.DraftInvoice;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Records;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Drafts come, are authorised and go exactly once, whatever dies or fails on the way.
class DraftEffectsTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  static Stream<Arguments> everyMarkOfEveryStep() {
    return Bench.everyMarkOf(List.of("create-draft", "create-invoice", "discard-draft"));
  }

  @ParameterizedTest
  @MethodSource("everyMarkOfEveryStep")
  void a_process_may_die_anywhere(Mark where, String step) {
    Marks dying = Bench.deathAt(where, step);
    go(draft("P-1"), step.equals("create-draft") ? dying : Marks.NONE);
    assertThat(statuses()).containsExactly(Invoice.Status.DRAFT);
    assertThat(linked("draft")).contains("1");
    assertThat(linked("invoice")).isEmpty();
    if (step.equals("discard-draft")) {
      go(discard("P-3"), dying);
      assertThat(statuses()).containsExactly(Invoice.Status.VOIDED);
    } else {
      go(authorise("P-2"), step.equals("create-invoice") ? dying : Marks.NONE);
      assertThat(statuses()).containsExactly(Invoice.Status.POSTED);
      assertThat(linked("invoice")).contains("1");
    }
    assertThat(bench.openFindings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOSE_ANSWER", "LOSE_REQUEST", "THROTTLE", "TRANSIENT", "BREAK"})
  void an_outside_system_may_fail_anywhere(Trouble.Kind kind) {
    bench.books.trouble.on("create-draft", kind);
    bench.books.trouble.on("create-invoice", kind);
    go(draft("P-1"), Marks.NONE);
    go(authorise("P-2"), Marks.NONE);
    assertThat(statuses()).containsExactly(Invoice.Status.POSTED);
    assertThat(bench.openFindings()).isEmpty();
  }

  @Test
  void a_draft_that_was_changed_after_approval_is_not_posted() {
    go(draft("P-1"), Marks.NONE);
    Invoice there = bench.books.invoices.getFirst();
    bench.books.invoices.set(
        0,
        Records.read(
            Records.write(there).with("due", there.due().plusDays(1).toString()), Invoice.class));
    bench.proceeds(authorise("P-2"));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(statuses()).containsExactly(Invoice.Status.DRAFT);
    assertThat(bench.state("P-2")).isEqualTo(ProposalState.FAILED);
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(f -> assertThat(f.draft().text()).contains("not what was approved", "due date"));
  }

  @Test
  void a_draft_that_somebody_posted_is_not_taken_out() {
    go(draft("P-1"), Marks.NONE);
    bench.books.authorise("1", "by hand");
    bench.proceeds(discard("P-3"));
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(statuses()).containsExactly(Invoice.Status.POSTED);
    assertThat(bench.openFindings()).hasSize(1);
  }

  /// Files, and executes until nothing is left to do, with another runner when the first dies.
  private void go(Proposal proposal, Marks marks) {
    bench.proceeds(proposal);
    if (!marks.equals(Marks.NONE)) {
      bench.die(marks);
    }
    bench.settle(bench.runner("b", Marks.NONE));
    assertThat(bench.state(proposal.id())).isEqualTo(ProposalState.DONE);
  }

  private static CreateInvoice invoice(String mark) {
    return Bench.plain(mark, "d1");
  }

  private static Proposal draft(String id) {
    return Samples.proposal(id, new DraftInvoice(invoice("P-1")));
  }

  private static Proposal authorise(String id) {
    return Samples.proposal(id, invoice("P-1").from("1"));
  }

  private static Proposal discard(String id) {
    Change.CreateInvoice of = invoice("P-1");
    return Samples.proposal(
        id,
        new DiscardDraft(
            of.crm(), of.dealId(), of.dealName(), of.ledger(), of.book(), "1", "not approved"));
  }

  private List<Invoice.Status> statuses() {
    return bench.books.invoices.stream().map(Invoice::status).toList();
  }

  private Optional<String> linked(String kind) {
    return bench
        .query(sql ->
            bench.links.inBook(sql, new Links.CrmRecordId("salesforce", "deal", "d1"), kind, "us"))
        .map(Link::ledgerId);
  }
}
