package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.governing.Version;
import io.tieout.value.id.IdSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A whole house that only watches: by the stand-ins' own logs nothing is written anywhere.
class ShadowHouseTest {
  private static final Scene SCENE = new Scene();

  @AfterAll
  static void close() {
    SCENE.close();
  }

  private static void phase(String phase) {
    String body =
        """
        version: "test-%s"
        scopes:
          - {workflow: invoicing, phase: %s}
          - {workflow: payments, phase: %s}
        """
            .formatted(phase, phase, phase);
    SCENE
        .database()
        .transact(sql -> {
          long base = Governing.newest(sql, Kind.ROLLOUT).map(Version::number).orElse(0L);
          Audit audit =
              new Audit(SCENE.vendors.clock(), new IdSource(SCENE.vendors.clock(), new Random(3)));
          new Governing(audit, SCENE.vendors.clock())
              .append(
                  sql,
                  new Governing.Draft(
                      Kind.ROLLOUT, base, body, "system:test", "a test", Optional.empty()));
        });
  }

  private static long kept(String subject) {
    return SCENE
        .database()
        .inTransaction(sql ->
            sql.ask("select count(*) as n from shadow_case where subject = :subject")
                .set("subject", subject)
                .one(row -> row.number("n")));
  }

  @Test
  void in_shadow_a_won_deal_is_worked_out_and_nothing_is_written_until_the_next_phase() {
    phase("shadow");
    int toBooks = SCENE.books.requestLog().all().size();
    int toCrm = SCENE.crm.requestLog().size();
    Sale sale = SCENE.sale().made();
    sale.win();
    SCENE.awaitThat("it is kept", () -> kept("salesforce/deal/" + sale.deal()) > 0);
    SCENE.awaitQuiet();
    assertThat(SCENE.books.requestLog().all()).hasSize(toBooks);
    assertThat(SCENE.crm.requestLog()).hasSize(toCrm);
    assertThat(SCENE.proposals(sale.deal(), "CreateInvoice")).isZero();
    assertThat(SCENE.count("select count(*) as n from effect")).isZero();
    assertThat(SCENE.board.transcript()).doesNotContain(sale.word());

    phase("review");
    sale.edit("PO_Number__c", "PO-77");
    SCENE.board.asked(sale.word());
    assertThat(SCENE.invoices(sale.word())).isEmpty();
  }
}
