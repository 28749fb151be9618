package io.tieout.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looking at the audit of a folder that is in use.
class AuditCommandTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));
  private static final String DEAL = "salesforce/deal/006A";

  @TempDir private Path folder;
  private FolderInUse inUse;
  private AuditChain chain;

  @BeforeEach
  void use_the_folder() throws IOException {
    inUse = FolderInUse.at(folder);
    chain = new AuditChain(inUse.database(), CLOCK);
    tell();
  }

  @AfterEach
  void leave_the_folder() throws IOException {
    inUse.close();
  }

  @Test
  void a_chain_that_holds_is_told_with_its_length_and_head() {
    Ran ran = inUse.ran("audit", "verify");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).containsPattern("Intact: 7 entries, head [0-9a-f]{64}");
    assertThat(ran.out()).contains("Not chained yet: 1 entries");
  }

  @Test
  void a_changed_entry_ends_with_1_and_is_named() {
    String third = inUse.ran("audit", "show", "006A", "--json").out();
    String id = Json.parse(third).asList("story").get(2).asObj("entry").text("entry");
    inUse
        .database()
        .transact(sql -> {
          sql.run("alter table audit_entry disable trigger all").rows();
          sql.run(
                  """
                  update audit_entry set details = jsonb_set(details, '{role}', '"cfo"')
                   where entry_id = :id
                  """)
              .set("id", id)
              .once();
        });

    Ran ran = inUse.ran("audit", "verify");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "BROKEN at link 3, entry " + id + ": its content was changed after it was chained");
  }

  @Test
  void the_story_reads_as_one() {
    Ran ran = inUse.ran("audit", "show", "006A");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("About " + DEAL)
        .contains("2026-11-03 09:15:00 UTC  Tieout's assistant, asked by U0SAM")
        .contains(
            "filed a proposal. Policy default-1 rules: ask, because every invoice is approved by a")
        .contains("asked for approval by controller, until 2026-11-04 09:15:00 UTC")
        .contains("UTC  Caro Lindgren (U0CARO)")
        .contains("approved as controller, 2 min 5 s after being asked")
        .contains("pressed approve, which was not counted: you have decided on this already")
        .contains("set out to create invoice, then write back. Approved by Caro Lindgren")
        .contains("did the step create invoice and read it back: invoice 1042, USD 4,800.00")
        .containsPattern("\\[A-\\w+, link 1, hash [0-9a-f]{16}]")
        .contains("payment seen. amount: 4800.00; paid in: USD")
        .contains(", not chained yet]")
        .contains("8 entries.")
        .doesNotContain("{\"");
    assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(110));
  }

  @Test
  void the_story_is_found_by_deal_invoice_number_and_proposal() {
    String byDeal = inUse.ran("audit", "show", "006A").out();

    assertThat(inUse.ran("audit", "show", "1042").out()).isEqualTo(byDeal);
    assertThat(inUse.ran("audit", "show", "p-1").out()).isEqualTo(byDeal);
  }

  @Test
  void machines_get_everything_as_it_is_recorded() {
    Ran ran = inUse.ran("audit", "show", "P-1", "--json");

    List<Json> story = Json.parse(ran.out()).asList("story");
    assertThat(story).hasSize(8);
    Json.Obj vote = story.get(2).asObj("entry");
    assertThat(vote.text("actor")).isEqualTo("person:U0CARO");
    assertThat(vote.text("at")).isEqualTo("2026-11-03T09:15:00Z");
    assertThat(vote.integer("link")).isEqualTo(3);
    assertThat(vote.text("hash")).hasSize(64);
    assertThat(vote.obj("details").text("shownDigest")).isEqualTo("abc");
  }

  @Test
  void a_name_that_nothing_is_recorded_under_ends_with_1() {
    Ran ran = inUse.ran("audit", "show", "4711");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("Nothing is recorded about '4711'").contains("invoice's number");
  }

  @Test
  void jobs_are_listed() {
    Ran ran = inUse.ran("jobs");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("JOB", "LAST RUN", "DUE AGAIN", "OUTCOME");
  }

  private void tell() {
    record(
        "assistant:U0SAM",
        "proposal filed",
        Json.object()
            .put("digest", "abc")
            .put("ruling", "Ask")
            .put("policyVersion", "default-1")
            .put("because", "every invoice is approved by a person")
            .build());
    record(
        "system:policy",
        "approval asked",
        Json.object()
            .put("layers", Json.texts(List.of("controller")))
            .put("deadline", "2026-11-04T09:15:00Z")
            .build());
    record(
        "person:U0CARO",
        "approval vote",
        Json.object()
            .put("choice", "APPROVE")
            .put("name", "Caro Lindgren")
            .put("role", "controller")
            .put("shownDigest", "abc")
            .put("tookSeconds", 125)
            .build());
    record(
        "person:U0CARO",
        "click not counted",
        Json.object()
            .put("choice", "APPROVE")
            .put("verdict", "NotAllowed[why=you have decided on this already]")
            .build());
    record(
        "system:effects",
        "effects planned",
        Json.object()
            .put("steps", Json.texts(List.of("create-invoice", "write-back")))
            .put("approvedBy", "Caro Lindgren")
            .build());
    record(
        "system:effects",
        "effect confirmed",
        Json.object()
            .put("step", "create-invoice")
            .put("what", "invoice 1042, USD 4,800.00")
            .build());
    record("system:salesforce-poll", "proposal approved", Json.object().put("why", "x").build());
    chain.sequence(100);
    record(
        "system:payments",
        "payment seen",
        Json.object().put("amount", "4800.00").put("paidIn", "USD").build());
  }

  private void record(String actor, String action, Json.Obj details) {
    Audit audit = new Audit(CLOCK, new IdSource(CLOCK, new Random()));
    inUse
        .database()
        .transact(sql ->
            audit.record(
                sql,
                new AuditEntry(
                    DEAL, List.of("P-1", "quickbooks/invoice/1042"), actor, action, details)));
  }
}
