package io.tieout.engine.erasure;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.audit.Verification;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.Proofs;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.engine.retention.RetentionSettings;
import io.tieout.fact.change.Proposal;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A person who is named in many places, and what puts them there.
abstract class ErasureCase {
  static final String MAIL = "pay@acme.example";
  static final Erasures.Wish WISH = new Erasures.Wish(MAIL, "Pia Moreno asked for it", "shell:ops");
  final SettableClock clock = new SettableClock();
  final IdSource ids = new IdSource(clock, new SplittableRandom(5));
  final Audit audit = new Audit(clock, ids);
  final Proposals proposals = new Proposals(clock);
  Database database;
  AuditChain chain;
  Erasures erasures;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    chain = new AuditChain(database, clock);
    erasures =
        new Erasures(
            new Erasures.Deps(
                database,
                audit,
                clock,
                ids,
                RetentionSettings.DEFAULT,
                List.of(new Colleague("U0CARO", "Caro Winter", Optional.of("caro@example.com")))));
    contact("salesforce", "003A", "Pia Moreno", MAIL);
  }

  @AfterEach
  void close() {
    database.close();
  }

  static long found(Report report, String what) {
    return line(report, what).found();
  }

  static Report.Line line(Report report, String what) {
    return report.lines().stream().filter(l -> l.what().equals(what)).findFirst().orElseThrow();
  }

  Verification.Intact intact() {
    return (Verification.Intact) chain.verify();
  }

  void chained() {
    chain.sequence(1000);
  }

  Proof proof(String name) {
    return new Proofs(database, clock).of(name).orElseThrow();
  }

  Proposal file(String id, String deal) {
    Proposal proposal = Samples.invoice(id, deal);
    database.transact(sql -> {
      proposals.file(sql, proposal, Samples.ask(1));
      String sealed = proposals.sealedDigest(sql, proposal, Samples.ask(1));
      audit.record(
          sql,
          new AuditEntry(
              proposal.subject(),
              List.of(id),
              "assistant:U-ASKER",
              "proposal filed",
              Json.object()
                  .put("digest", proposal.digest().hex())
                  .put("sealedDigest", sealed)
                  .build()));
    });
    return proposal;
  }

  Proposal rejected(String id, String deal) {
    Proposal proposal = file(id, deal);
    String why = "not for Pia Moreno";
    database.transact(sql -> {
      proposals.move(sql, id, ProposalState.WAITING, "asked", "system:approval");
      proposals.move(sql, id, ProposalState.REJECTED, why, "person:U0CARO");
      audit.record(
          sql,
          new AuditEntry(
              proposal.subject(),
              List.of(id),
              "person:U0CARO",
              "approval rejected",
              Json.object().put("why", why).build()));
    });
    return proposal;
  }

  void written(String id) {
    database.transact(sql ->
        sql.run(
                """
                insert into effect
                  (id, proposal_id, step, position, generation, key, digest, approvers, planned_at)
                values (:id || '/create-invoice/1', :id, 'create-invoice', 1, 1, 'k', 'd', 'a', now())
                """)
            .set("id", id)
            .once());
  }

  void vote(String proposal, String name) {
    database.transact(sql -> {
      sql.run(
              """
              insert into approval_request
                (id, proposal_id, digest, policy_version, asked_at, first_layer)
              select 'R-1', id, digest, 'v', :at, 1
                from proposal where id = :id
              """)
          .set("id", proposal)
          .set("at", clock.instant())
          .once();
      sql.run(
              """
              insert into approval_vote
                (request_id, person_id, name, role, layer, slot, choice, shown_digest,
                 policy_version, reason, at, took_ms)
              select 'R-1', 'U0CARO', :name, 'controller', '1', 'controller', 'REJECT', digest,
                     'v', 'no', :at, 1
                from approval_request
              """)
          .set("name", name)
          .set("at", clock.instant())
          .once();
    });
  }

  void record(String subject, List<String> refs, String note) {
    database.transact(sql ->
        audit.record(
            sql,
            new AuditEntry(
                subject, refs, "system:test", "noted", Json.object().put("note", note).build())));
  }

  void contact(String system, String id, String name, String email) {
    Json.Obj body =
        Json.object().put("name", name).put("email", email).put("phone", "+1 415 555 0132").build();
    mirror(system, "contact", id, name, body);
  }

  void copy(String kind, String id, String name) {
    mirror("salesforce", kind, id, name, Json.object().put("name", name).build());
  }

  void mirror(String system, String kind, String id, String name, Json.Obj body) {
    database.transact(sql ->
        sql.run(
                """
                insert into mirror_record
                  (system, kind, id, name, body, version, as_of, deleted, numbers)
                values (:system, :kind, :id, :name, cast(:body as jsonb), '1', :at, false, '{}')
                """)
            .set("system", system)
            .set("kind", kind)
            .set("id", id)
            .set("name", name)
            .json("body", body)
            .set("at", clock.instant())
            .once());
  }

  void said(String words) {
    write(
        """
        insert into slack_said (channel, thread, who, words, at)
        values ('C1', '1.2', 'PERSON', :text, :at)
        """,
        words);
  }

  void signal(String key, String state) {
    write(
        """
        insert into signal (source, dedupe_key, subject, kind, body, received_at)
        values ('crm', :text, :text, 'told', '{"mail": "pay@acme.example"}', :at)
        """,
        key);
    database.transact(sql ->
        sql.run(
                """
                insert into signal_work (signal, subject, state, attempts, not_before)
                select id, subject, :state, 1, received_at from signal where dedupe_key = :key
                """)
            .set("key", key)
            .set("state", state)
            .once());
  }

  void finding(String id, boolean resolved) {
    write(
        """
        insert into finding
          (id, dedupe_key, occurrence, kind, subject, title, text, choices, raised_at)
        values (:text, :text, 1, 'k', 's', 'No e-mail of Pia Moreno', '', '[]', :at)
        """,
        id);
    if (resolved) {
      write(
          "insert into finding_event (finding, what, at, why) values (:text, 'resolved', :at, 'y')",
          id);
    }
  }

  void write(String statement, String text) {
    database.transact(
        sql -> sql.run(statement).set("text", text).set("at", clock.instant()).once());
  }

  /// All that the audit, the transcripts and the proposals say.
  String everything() {
    return String.join(
        "\n",
        texts(
            """
            select cast(details as text) as t from audit_entry
            union all select words from slack_said
            union all select cast(payload as text) from proposal
            order by t
            """));
  }

  List<String> texts(String question) {
    return database.inTransaction(sql -> sql.ask(question).list(row -> row.text("t")));
  }
}
