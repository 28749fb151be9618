package io.tieout.engine.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.audit.Verification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an erasure opens, it opens for itself alone, and no further than it must.
class ErasureGuardTest extends ErasureCase {
  private static final String BEGUN =
      "insert into erasure (pseudonym, asked_by, at) values ('x', 'z', now())";

  @Test
  void a_marked_entry_that_no_entry_of_the_chain_tells_of_is_broken() {
    record("deal/1", List.of(), "paid 100");
    chained();
    database.transact(sql -> {
      sql.run(BEGUN).once();
      sql.ask("select tieout_begin_erasure(max(id)) as b from erasure").one(row -> row.flag("b"));
      sql.run("insert into audit_erasure values (1, 1, repeat('a', 64))").once();
      sql.run("update audit_entry set details = '{\"note\": \"paid 999\"}' where id = 1").once();
    });

    assertThat(chain.verify())
        .isInstanceOfSatisfying(
            Verification.Broken.class,
            broken -> assertThat(broken.why()).contains("changed", "no entry of the chain tells"));
  }

  @Test
  void an_erased_entry_that_is_changed_once_more_is_broken() {
    record("deal/1", List.of(), "Pia Moreno");
    chained();
    erasures.erase(WISH);
    chained();
    database.transact(sql -> {
      sql.run("alter table audit_entry disable trigger user").rows();
      sql.run("update audit_entry set details = '{\"note\": \"x\"}' where id = 1").once();
    });

    assertThat(chain.verify()).isInstanceOf(Verification.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set details = '{}' where id = 1",
        "update audit_entry set actor = 'x' where id = 1",
        "delete from audit_entry where id = 1",
        "update proposal set subject = 'x'",
        "update proposal set digest = repeat('0', 64)",
        "delete from proposal",
        "update ruling set payload = '{}'",
        "update proposal_event set actor = 'x'",
        "update audit_chain set hash = repeat('0', 64)",
        "update erasure set asked_by = 'y'",
        "delete from erasure"
      })
  void an_erasure_may_change_nothing_else(String statement) {
    rejected("P-1", "d1");
    chained();
    assertThatThrownBy(() ->
            database.transact(sql -> {
              sql.run(BEGUN).once();
              sql.ask("select tieout_begin_erasure(max(id)) as b from erasure")
                  .one(row -> row.flag("b"));
              sql.run(statement).rows();
            }))
        .hasMessageMatching("(?s).*(written once|append-only).*");
  }

  @Test
  void without_an_erasure_of_its_own_a_transaction_may_change_nothing() {
    rejected("P-1", "d1");
    database.transact(sql -> sql.run(BEGUN).once());

    assertThatThrownBy(() ->
            database.transact(
                sql -> sql.ask("select tieout_begin_erasure(1) as b").one(row -> row.flag("b"))))
        .hasMessageContaining("was not begun by this transaction");
    assertThatThrownBy(() ->
            database.transact(sql -> {
              sql.ask("select set_config('tieout.erasure', '1', true) as s")
                  .one(row -> row.text("s"));
              sql.run("update proposal set payload = payload").rows();
            }))
        .hasMessageContaining("written once");
  }
}
