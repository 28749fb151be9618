package io.tieout.engine.proposal;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.seal.Seal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The stored proposals. Every method runs in the caller's transaction.
public final class Proposals {
  /// The constraint that refuses a second live invoice proposal of a deal.
  public static final String ONE_INVOICE_A_DEAL = "live_change_key";

  /// The constraint that refuses the same proposal a second time.
  public static final String ONE_OF_AN_ID = "proposal_key";

  private static final List<String> LIVE =
      Arrays.stream(ProposalState.values())
          .filter(ProposalState::live)
          .map(ProposalState::name)
          .toList();

  /// With the digest of what is left of one that was erased.
  private static final String FILED =
      """
      select p.payload, p.digest, r.payload as ruling, e.state, e.at, e.why, x.digest as erased
        from proposal p
        join ruling r on r.proposal_id = p.id
        join lateral (select * from proposal_event where proposal_id = p.id
                       order by seq desc limit 1) e on true
        left join lateral (select digest from proposal_erasure where proposal_id = p.id
                            order by erasure desc limit 1) x on true
      """;

  private final InstantSource clock;
  private final List<Moved> watchers = new CopyOnWriteArrayList<>();

  public Proposals(InstantSource clock) {
    this.clock = clock;
  }

  /// Told of a proposal's new state, in the transaction that brought it about.
  @FunctionalInterface
  public interface Moved {
    void moved(Sql sql, Proposal proposal, ProposalState to);
  }

  /// Has it told of every move that this process makes.
  public void whenMoved(Moved watcher) {
    watchers.add(watcher);
  }

  /// Stores the proposal as [ProposalState#FILED]. A second live proposal to invoice the same deal
  /// fails the transaction with a `DuplicateKeyException` naming [#ONE_INVOICE_A_DEAL].
  public void file(Sql sql, Proposal proposal, Ruling ruling) {
    sql.run(
            """
            insert into proposal (id, subject, kind, requested_by, filed_at, digest, payload)
            values (:id, :subject, :kind, :by, :at, :digest, cast(:payload as jsonb))
            """)
        .set("id", proposal.id())
        .set("subject", proposal.subject())
        .set("kind", kind(proposal.change().getClass()))
        .set("by", proposal.requestedBy().reference())
        .set("at", clock.instant())
        .set("digest", proposal.digest().hex())
        .json("payload", written(proposal))
        .once();
    sql.run(
            """
            insert into ruling (proposal_id, kind, policy_version, payload)
            values (:id, :kind, :version, cast(:payload as jsonb))
            """)
        .set("id", proposal.id())
        .set("kind", ruling.getClass().getSimpleName())
        .set("version", ruling.policyVersion())
        .json("payload", Records.writeAs(ruling, Ruling.class))
        .once();
    sql.run(
            """
            insert into proposal_event (proposal_id, seq, state, why, actor, at)
            values (:id, 1, 'FILED', 'proposed', :actor, :at)
            """)
        .set("id", proposal.id())
        .set("actor", proposal.requestedBy().reference())
        .set("at", clock.instant())
        .once();
    claim(sql, proposal);
  }

  public Optional<Filed> find(Sql sql, String id) {
    return sql.ask(
            FILED
                + """
                 where p.id = :id
                """)
        .set("id", id)
        .first(Proposals::filed);
  }

  /// What personal data of the proposal is sealed with.
  public Seal seal(Sql sql, Proposal proposal) {
    String salt =
        sql.ask("select salt from proposal where id = :id")
            .set("id", proposal.id())
            .first(row -> row.text("salt"))
            .orElseThrow(() -> unknown(proposal.id()));
    return Seal.of(salt, Records.write(proposal));
  }

  /// Told to the audit when the proposal is filed: binds, for whoever may not see all of it, what
  /// they are shown to what is approved.
  public String sealedDigest(Sql sql, Proposal proposal, Ruling ruling) {
    return Digest.of(sealed(seal(sql, proposal), proposal, ruling)).hex();
  }

  /// A proposal with its ruling, as it was filed, without its personal data. What an auditor is
  /// given of it.
  public static Json.Obj sealed(Seal seal, Proposal proposal, Ruling ruling) {
    return seal.over(
        "filed",
        Json.object()
            .put("proposal", written(proposal))
            .put("ruling", Records.writeAs(ruling, Ruling.class))
            .build());
  }

  /// Digests of proposals that were filed before there were edits must stay what they were, and
  /// replicas that know of none read what nobody edited: so an absent edit is not written.
  private static Json.Obj written(Proposal proposal) {
    Json.Obj tree = Records.write(proposal);
    return proposal.edited().isPresent() ? tree : tree.without("edited");
  }

  /// As [#sealed(Seal, Proposal, Ruling)], also when personal data was erased since.
  public Json.Obj sealed(Sql sql, Filed filed) {
    return ErasedProposals.sealed(sql, filed.proposal().id())
        .orElseGet(() -> sealed(seal(sql, filed.proposal()), filed.proposal(), filed.ruling()));
  }

  /// The proposals filed last, newest first.
  public List<Filed> newest(Sql sql, int most) {
    return sql.ask(
            FILED
                + """
                 order by p.filed_at desc, p.id desc
                 limit :most
                """)
        .set("most", most)
        .list(Proposals::filed);
  }

  /// The proposals filed in a period, a page of them in the order of their ids.
  ///
  /// @param until not any more
  /// @param after the last id of the page before; empty for the first
  public List<Filed> filed(Sql sql, Instant from, Instant until, String after, int most) {
    return sql.ask(
            FILED
                + """
                 where p.filed_at >= :from and p.filed_at < :until and p.id > :after
                 order by p.id
                 limit :most
                """)
        .set("from", from)
        .set("until", until)
        .set("after", after)
        .set("most", most)
        .list(Proposals::filed);
  }

  /// The newest proposal of this kind for the subject that has not ended badly: from waiting to
  /// done.
  public Optional<Filed> live(Sql sql, String subject, Class<? extends Change> kind) {
    return sql.ask(
            FILED
                + """
                 where p.subject = :subject and p.kind = :kind and e.state = any(:live)
                 order by p.filed_at desc, p.id desc
                 limit 1
                """)
        .set("subject", subject)
        .set("kind", kind(kind))
        .texts("live", LIVE)
        .first(Proposals::filed);
  }

  /// All proposals for the subject, oldest first.
  public List<Filed> bySubject(Sql sql, String subject) {
    return sql.ask(
            FILED
                + """
                 where p.subject = :subject
                 order by p.filed_at, p.id
                """)
        .set("subject", subject)
        .list(Proposals::filed);
  }

  /// What became of the proposals of a kind that were filed from then on, oldest first.
  public static List<Past> past(Sql sql, Class<? extends Change> kind, Instant from) {
    return sql.ask(
            """
            select p.payload, p.filed_at, e.state,
                   coalesce(p.payload -> 'edited', 'null'::jsonb)
                     not in ('null'::jsonb, '[]'::jsonb, '{}'::jsonb, 'false'::jsonb) as edited,
                   (select min(at) from proposal_event
                     where proposal_id = p.id and state = 'WAITING') as asked_at,
                   (select min(at) from proposal_event
                     where proposal_id = p.id and state in ('APPROVED', 'REJECTED')) as decided_at
              from proposal p
              join lateral (select * from proposal_event where proposal_id = p.id
                             order by seq desc limit 1) e on true
             where p.kind = :kind and p.filed_at >= :from
             order by p.filed_at, p.id
            """)
        .set("kind", kind(kind))
        .set("from", from)
        .list(row ->
            new Past(
                Records.read(row.json("payload"), Proposal.class),
                row.instant("filed_at"),
                row.flag("edited"),
                ProposalState.valueOf(row.text("state")),
                row.optInstant("asked_at"),
                row.optInstant("decided_at")));
  }

  /// Appends the new state. [IllegalMoveException] when it may not follow on the present one; when
  /// two move at once, the later one's transaction fails on the primary key.
  public void move(Sql sql, String id, ProposalState to, String why, String actor) {
    Head head = head(sql, id);
    if (!head.state().mayBecome(to)) {
      throw new IllegalMoveException(id, head.state(), to);
    }
    sql.run(
            """
            insert into proposal_event (proposal_id, seq, state, from_state, why, actor, at)
            values (:id, :seq, :to, :from, :why, :actor, :at)
            """)
        .set("id", id)
        .set("seq", head.seq() + 1)
        .set("to", to.name())
        .set("from", head.state().name())
        .set("why", why)
        .set("actor", actor)
        .set("at", clock.instant())
        .once();
    if (!to.live()) {
      sql.run("delete from live_change where proposal_id = :id").set("id", id).rows();
    }
    if (!watchers.isEmpty()) {
      Proposal proposal = find(sql, id).orElseThrow().proposal();
      watchers.forEach(watcher -> watcher.moved(sql, proposal, to));
    }
  }

  private record Head(long seq, ProposalState state) {}

  private static Head head(Sql sql, String id) {
    return sql.ask(
            "select seq, state from proposal_event where proposal_id = :id order by seq desc limit 1")
        .set("id", id)
        .first(row -> new Head(row.number("seq"), ProposalState.valueOf(row.text("state"))))
        .orElseThrow(() -> unknown(id));
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("there is no proposal " + id);
  }

  private static void claim(Sql sql, Proposal proposal) {
    switch (proposal.change()) {
      case Change.CreateInvoice _ ->
          sql.run(
                  """
                  insert into live_change (subject, kind, proposal_id)
                  values (:subject, 'CreateInvoice', :id)
                  """)
              .set("subject", proposal.subject())
              .set("id", proposal.id())
              .once();
      case Change.Govern _,
          Change.DraftInvoice _,
          Change.DiscardDraft _,
          Change.UpdateDealFinance _,
          Change.UndoInvoice _,
          Change.UndoUpdate _ -> {
        // None of them posts anything, and doing it again is harmless: they need no claim.
      }
    }
  }

  private static String kind(Class<? extends Change> change) {
    return change.getSimpleName();
  }

  /// Reads a row and insists that what is stored is what was digested when it was filed.
  private static Filed filed(Row row) {
    Proposal proposal = Records.read(row.json("payload"), Proposal.class);
    String is =
        row.optText("erased").isPresent()
            ? Digest.of(row.json("payload")).hex()
            : proposal.digest().hex();
    if (!is.equals(row.optText("erased").orElse(row.text("digest")))) {
      throw new IllegalStateException(
          "proposal %s: its stored content does not have the digest it was filed with"
              .formatted(proposal.id()));
    }
    return new Filed(
        proposal,
        Records.read(row.json("ruling"), Ruling.class),
        ProposalState.valueOf(row.text("state")),
        row.instant("at"),
        row.text("why"),
        row.text("digest"));
  }
}
