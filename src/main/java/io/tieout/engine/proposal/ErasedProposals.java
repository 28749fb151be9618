package io.tieout.engine.proposal;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.seal.Seal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Proposals whose personal data was erased. What was sealed when they were filed is kept in its
/// sealed form, so that a proof of them still holds; the salt is thrown away, so that nobody can
/// find out by trying what was sealed.
public final class ErasedProposals {
  private static final String MENTIONING =
      """
      select p.id, p.filed_at, e.state,
             exists (select 1 from effect f where f.proposal_id = p.id) as worked
        from proposal p
        join lateral (select state from proposal_event where proposal_id = p.id
                       order by seq desc limit 1) e on true
       where exists (
         select 1 from unnest(:values) as v (value)
          where strpos(lower(cast(p.payload as text)), lower(v.value)) > 0)
       order by p.filed_at, p.id
      """;
  private static final String STANDING =
      """
      select p.id, p.filed_at, e.state,
             exists (select 1 from effect f where f.proposal_id = p.id) as worked
        from proposal p
        join lateral (select state from proposal_event where proposal_id = p.id
                       order by seq desc limit 1) e on true
       where p.id = any(:ids)
      """;
  private static final String STORED =
      """
      select p.payload, p.salt, r.payload as ruling, x.sealed
        from proposal p
        join ruling r on r.proposal_id = p.id
        left join lateral (select sealed from proposal_erasure where proposal_id = p.id
                            order by erasure desc limit 1) x on true
       where p.id = :id
      """;
  private static final String NOTE =
      """
      insert into proposal_erasure (proposal_id, erasure, sealed, digest)
      values (:id, :erasure, cast(:sealed as jsonb), :digest)
      """;
  private static final String REPLACE =
      """
      update proposal
         set payload = cast(:payload as jsonb),
             salt = cast(gen_random_uuid() as text) || cast(gen_random_uuid() as text)
       where id = :id
      """;
  private static final String SEALED =
      "select sealed from proposal_erasure where proposal_id = :id order by erasure desc limit 1";

  private ErasedProposals() {}

  /// Where a proposal stands.
  ///
  /// @param worked whether writing was begun: then it shows how books came to be as they are
  public record Standing(String id, Instant filedAt, ProposalState state, boolean worked) {
    /// Whether something is still to be decided or done.
    public boolean open() {
      return switch (state) {
        case FILED, WAITING, APPROVED, EXECUTING -> true;
        case REFUSED, REJECTED, EXPIRED, VOIDED, SUPERSEDED, DONE, UNDONE, FAILED -> false;
      };
    }
  }

  /// A proposal as it is since its payload was replaced.
  public record Replaced(String id, String digest) {
    public Json.Obj json() {
      return Json.object().put("proposal", id).put("now", digest).build();
    }
  }

  /// The proposals with one of the values in them, in any case, oldest first.
  public static List<Standing> mentioning(Sql sql, List<String> values) {
    return sql.ask(MENTIONING).texts("values", values).list(ErasedProposals::standing);
  }

  /// Those of the ids that are proposals.
  public static List<Standing> standing(Sql sql, List<String> ids) {
    return sql.ask(STANDING).texts("ids", ids).list(ErasedProposals::standing);
  }

  /// Replaces the payload of a proposal that ended without anything being written. The caller's
  /// transaction has begun the erasure.
  public static Replaced replace(Sql sql, long erasure, String id, UnaryOperator<Json> without) {
    Stored stored = sql.ask(STORED).set("id", id).one(Stored::read);
    Json.Obj sealed = stored.sealed().orElseGet(stored::seal);
    Json.Obj payload = without.apply(stored.payload()).asObj("payload");
    String digest = Digest.of(payload).hex();
    sql.run(NOTE)
        .set("id", id)
        .set("erasure", erasure)
        .json("sealed", sealed)
        .set("digest", digest)
        .once();
    sql.run(REPLACE).set("id", id).json("payload", payload).once();
    return new Replaced(id, digest);
  }

  /// What was sealed when the proposal was filed; empty when nothing of it was erased.
  static Optional<Json.Obj> sealed(Sql sql, String id) {
    return sql.ask(SEALED).set("id", id).first(row -> row.json("sealed").asObj("sealed"));
  }

  private record Stored(Json.Obj payload, String salt, Json.Obj ruling, Optional<Json.Obj> sealed) {
    static Stored read(Row row) {
      return new Stored(
          row.json("payload").asObj("payload"),
          row.text("salt"),
          row.json("ruling").asObj("ruling"),
          row.optJson("sealed").map(tree -> tree.asObj("sealed")));
    }

    Json.Obj seal() {
      Proposal proposal = Records.read(payload, Proposal.class);
      return Proposals.sealed(
          Seal.of(salt, Records.write(proposal)), proposal, Records.read(ruling, Ruling.class));
    }
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.text("id"),
        row.instant("filed_at"),
        ProposalState.valueOf(row.text("state")),
        row.flag("worked"));
  }
}
