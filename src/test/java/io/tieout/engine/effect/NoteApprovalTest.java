package io.tieout.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.approval.Progress;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Samples;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// In a book that keeps notes, each invoice tells once who approved it.
class NoteApprovalTest {
  private final Bench bench = new Bench();

  @BeforeEach
  void keepsNotes() {
    bench.effects.noteIn(Set.of("us"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void the_note_says_who_approved_when_for_which_deal_and_where_the_story_is() {
    String request = approved();
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.books.noted)
        .singleElement()
        .asString()
        .startsWith("1 Approved by Ana (controller) on ")
        .contains("(Asia/Kolkata) for deal “Acme renewal”", "Audit reference: P-1.", " tieout:P-1");
    assertThat(bench.approvals.view(request).progress())
        .extracting(Progress::detail)
        .endsWith("Activity logged on the deal", "Approval noted on the invoice");
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.story("P-1/note-approval/1")).contains("effect sent", "effect confirmed");
  }

  @ParameterizedTest
  @EnumSource(Mark.class)
  void a_process_may_die_anywhere(Mark where) {
    approved();
    bench.die(Bench.deathAt(where, NoteApprovalStep.NAME));
    bench.settle(bench.runner("b", Marks.NONE));
    assertNotedOnce();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOSE_ANSWER", "LOSE_REQUEST", "THROTTLE", "TRANSIENT", "BREAK"})
  void the_book_may_fail(Trouble.Kind kind) {
    bench.books.trouble.on(NoteApprovalStep.NAME, kind);
    approved();
    bench.settle(bench.runner("a", Marks.NONE));
    assertNotedOnce();
  }

  @Test
  void a_refused_note_hides_no_invoice_and_waits_for_a_person() {
    bench.books.trouble.on(NoteApprovalStep.NAME, Trouble.Kind.REFUSE);
    approved();
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.books.invoices).hasSize(1);
    assertThat(bench.crm.finance).containsKey("d-1");
    assertThat(bench.crm.logged).hasSize(1);
    assertThat(bench.openFindings())
        .singleElement()
        .satisfies(
            f -> assertThat(f.draft().text()).startsWith("the note on the invoice was refused"))
        .satisfies(f ->
            assertThat(f.draft().choices())
                .containsExactly(EffectAnswers.RETRY, EffectAnswers.SKIP));
  }

  @Test
  void a_book_without_notes_is_left_alone() {
    bench.effects.noteIn(Set.of("other"));
    approved();
    bench.settle(bench.runner("a", Marks.NONE));
    assertThat(bench.books.noted).isEmpty();
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
  }

  private String approved() {
    return bench.approved(Samples.invoice("P-1", "d-1", ExactlyOnceTest.known()));
  }

  private void assertNotedOnce() {
    assertThat(bench.books.noted).hasSize(1);
    assertThat(bench.state("P-1")).isEqualTo(ProposalState.DONE);
    assertThat(bench.openFindings()).isEmpty();
  }
}
