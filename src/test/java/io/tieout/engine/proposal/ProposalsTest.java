package io.tieout.engine.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.db.DuplicateKeyException;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.DealFinance;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProposalsTest {
  private final SettableClock clock = new SettableClock();
  private final Proposals proposals = new Proposals(clock);
  private Database database;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_proposal_comes_back_as_it_was_filed() {
    Proposal proposal = Samples.invoice("P-1", "d1");
    file(proposal);
    Filed filed = find("P-1");
    assertThat(filed.proposal()).isEqualTo(proposal);
    assertThat(filed.proposal().digest()).isEqualTo(proposal.digest());
    assertThat(filed.ruling()).isEqualTo(Samples.ask(2));
    assertThat(filed.state()).isEqualTo(ProposalState.FILED);
  }

  @Test
  void a_deal_has_one_live_invoice_proposal() {
    file(Samples.invoice("P-1", "d1"));
    assertThatThrownBy(() -> file(Samples.invoice("P-2", "d1")))
        .isInstanceOfSatisfying(
            DuplicateKeyException.class,
            e -> assertThat(e.constraint()).isEqualTo(Proposals.ONE_INVOICE_A_DEAL));
    file(Samples.invoice("P-3", "d2"));
    file(Samples.update("P-4", "d1", DealFinance.NONE));
    file(Samples.update("P-5", "d1", DealFinance.NONE));
  }

  @Test
  void the_place_is_given_back_when_a_proposal_ends_without_an_invoice() {
    file(Samples.invoice("P-1", "d1"));
    move("P-1", ProposalState.WAITING);
    move("P-1", ProposalState.REJECTED);
    file(Samples.invoice("P-2", "d1"));
    assertThat(live("d1")).contains("P-2");
  }

  @Test
  void the_place_is_kept_for_good_when_the_deal_has_its_invoice() {
    file(Samples.invoice("P-1", "d1"));
    move("P-1", ProposalState.APPROVED);
    move("P-1", ProposalState.EXECUTING);
    move("P-1", ProposalState.DONE);
    assertThat(live("d1")).contains("P-1");
    assertThatThrownBy(() -> file(Samples.invoice("P-2", "d1")))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @ParameterizedTest
  @EnumSource(ProposalState.class)
  void the_table_and_the_program_agree_on_which_moves_are_legal(ProposalState to) {
    file(Samples.invoice("P-1", "d1"));
    boolean legal = ProposalState.FILED.mayBecome(to);
    assertThat(insertedByHand("P-1", 2, to.name(), ProposalState.FILED.name())).isEqualTo(legal);
  }

  @Test
  void a_move_that_lies_about_where_it_comes_from_is_refused() {
    file(Samples.invoice("P-1", "d1"));
    assertThat(insertedByHand("P-1", 2, "DONE", "EXECUTING")).isFalse();
    assertThat(insertedByHand("P-1", 3, "WAITING", "FILED")).isFalse();
  }

  @Test
  void an_illegal_move_says_what_it_was() {
    file(Samples.invoice("P-1", "d1"));
    assertThatThrownBy(() -> move("P-1", ProposalState.DONE))
        .isInstanceOf(IllegalMoveException.class)
        .hasMessage("proposal P-1 is FILED and cannot become DONE");
  }

  @Test
  void what_is_filed_can_be_neither_changed_nor_removed() {
    file(Samples.invoice("P-1", "d1"));
    assertThatThrownBy(() -> run("update proposal set digest = repeat('a', 64)"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("written once");
    assertThatThrownBy(() -> run("delete from proposal_event"))
        .isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> run("truncate ruling")).isInstanceOf(DatabaseException.class);
  }

  private boolean insertedByHand(String id, long seq, String to, String from) {
    try {
      database.transact(sql ->
          sql.run(
                  """
                  insert into proposal_event
                    (proposal_id, seq, state, from_state, why, actor, at)
                  values (:id, :seq, :to, :from, 'by hand', 'a test', now())
                  """)
              .set("id", id)
              .set("seq", seq)
              .set("to", to)
              .set("from", from)
              .once());
      return true;
    } catch (DatabaseException e) {
      return false;
    }
  }

  private void run(String statement) {
    database.transact(sql -> sql.run(statement).rows());
  }

  private void file(Proposal proposal) {
    database.transact(sql -> proposals.file(sql, proposal, Samples.ask(2)));
  }

  private void move(String id, ProposalState to) {
    database.transact(sql -> proposals.move(sql, id, to, "a test", "system:test"));
  }

  private Filed find(String id) {
    return database.inTransaction(sql -> proposals.find(sql, id).orElseThrow());
  }

  private Optional<String> live(String dealId) {
    return database.inTransaction(sql ->
        proposals
            .live(sql, "salesforce/deal/" + dealId, Change.CreateInvoice.class)
            .map(f -> f.proposal().id()));
  }
}
