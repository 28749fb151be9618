package io.tieout.engine.proof;

import io.tieout.engine.approval.ApprovalTrace;
import io.tieout.engine.approval.Stage;
import io.tieout.engine.approval.Vote;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainedEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.EffectTrace;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.value.json.Json;
import io.tieout.value.seal.Seal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts proofs together from what is stored.
public final class Proofs {
  private final Database database;
  private final AuditChain chain;
  private final Proposals proposals;
  private final InstantSource clock;

  public Proofs(Database database, InstantSource clock) {
    this.database = database;
    this.chain = new AuditChain(database, clock);
    this.proposals = new Proposals(clock);
    this.clock = clock;
  }

  /// The proof of a proposal by its id, or of all proposals of a deal by the deal's id or by the
  /// number of an invoice of it, in any case. Empty when nothing is recorded under the name.
  public Optional<Proof> of(String name) {
    List<ChainedEntry> story = chain.chained(name);
    if (story.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        database.inTransaction(sql -> {
          Optional<Filed> one = proposals.find(sql, name.strip().toUpperCase(Locale.ROOT));
          List<Filed> filed = one.map(List::of).orElseGet(() -> ofSubjects(sql, story));
          List<ChainedEntry> entries =
              one.map(f -> story.stream().filter(e -> concerns(e, f)).toList()).orElse(story);
          return assembled(sql, name.strip(), filed, entries);
        }));
  }

  /// What a proof can be asked for, newest first: `P-…, deal 006… (Acme renewal)`, with the number
  /// of the invoice where there is one.
  public List<String> nameable(int most) {
    return database.inTransaction(
        sql -> proposals.newest(sql, most).stream().map(filed -> named(sql, filed)).toList());
  }

  private static String named(Sql sql, Filed filed) {
    Change change = filed.proposal().change();
    String invoice =
        Effects.trace(sql, filed.proposal().id()).stream()
            .flatMap(effect -> ProofShape.invoice(events(effect)).stream())
            .findFirst()
            .flatMap(made -> made.optText("number"))
            .map(number -> ", invoice " + number)
            .orElse("");
    return "%s, %s%s"
        .formatted(
            filed.proposal().id(),
            change instanceof Change.OfDeal deed
                ? "deal %s (%s)".formatted(deed.dealId(), deed.dealName())
                : change.about(),
            invoice);
  }

  private static List<Json.Obj> events(EffectTrace effect) {
    return effect.moments().stream().map(EffectTrace.Moment::content).toList();
  }

  private List<Filed> ofSubjects(Sql sql, List<ChainedEntry> story) {
    return story.stream()
        .map(entry -> entry.deed().subject())
        .distinct()
        .flatMap(subject -> proposals.bySubject(sql, subject).stream())
        .toList();
  }

  private static boolean concerns(ChainedEntry entry, Filed filed) {
    return entry.deed().refs().contains(filed.proposal().id());
  }

  private Proof assembled(Sql sql, String name, List<Filed> filed, List<ChainedEntry> entries) {
    List<Seal> seals = filed.stream().map(f -> proposals.seal(sql, f.proposal())).toList();
    List<Json.Obj> told = new ArrayList<>();
    for (int i = 0; i < filed.size(); i++) {
      told.add(proposal(sql, filed.get(i), seals.get(i)));
    }
    List<Json.Obj> links = new ChainPart(chain, seals).of(entries);
    return new Proof(
        Json.object()
            .put("format", Proof.FORMAT)
            .put(
                "asked",
                Json.object().put("name", name).put("kind", ProofShape.kind(name, told, entries)))
            .put("made", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("proposals", told)
            .put("chain", links)
            .put("anchors", AnchorPart.of(sql, links))
            .build());
  }

  private Json.Obj proposal(Sql sql, Filed filed, Seal seal) {
    String id = filed.proposal().id();
    Json.Obj stands =
        Json.object()
            .put("state", filed.state().name())
            .put("since", filed.since().toString())
            .put("why", filed.why())
            .build();
    return Json.object()
        .put("id", id)
        .put("subject", filed.proposal().subject())
        .put("digest", filed.digest())
        .put("filed", proposals.sealed(sql, filed))
        .put("stands", seal.over("stands", stands))
        .putJson(
            "request",
            ApprovalTrace.of(sql, proposals, id).map(r -> seal.over("request", request(r))))
        .put("effects", Effects.trace(sql, id).stream().map(e -> effect(e, seal)).toList())
        .build();
  }

  private static Json.Obj request(ApprovalTrace request) {
    return Json.object()
        .put("id", request.requestId())
        .put("layers", request.stages().stream().map(Proofs::stage).toList())
        .put("digest", request.digest())
        .put("askedAt", request.askedAt().toString())
        .put("deadline", request.deadline().toString())
        .put("votes", request.votes().stream().map(Proofs::vote).toList())
        .build();
  }

  private static Json.Obj stage(Stage stage) {
    return Json.object()
        .put("key", stage.key())
        .put("asks", stage.layer().spoken())
        .put("needed", stage.layer().needed())
        .putText("addedBy", stage.addedBy())
        .put("state", stage.state().name())
        .build();
  }

  private static Json.Obj vote(Vote vote) {
    return Json.object()
        .put("person", vote.personId())
        .put("name", vote.name())
        .put("role", vote.role())
        .put("layer", vote.seat().layer())
        .putText("inPlaceOf", vote.inPlaceOf().map(Vote.Owner::name))
        .put("choice", vote.choice().name())
        .put("shownDigest", vote.shownDigest())
        .putText("reason", vote.reason())
        .put("at", vote.at().toString())
        .put("tookSeconds", vote.took().toSeconds())
        .build();
  }

  private static Json.Obj effect(EffectTrace effect, Seal seal) {
    return Json.object()
        .put("id", effect.id())
        .put("step", effect.step())
        .put("generation", effect.generation())
        .put("approvers", effect.approvers())
        .put(
            "events",
            effect.moments().stream()
                .map(moment ->
                    Json.object()
                        .put("at", moment.at().toString())
                        .put("content", moment.sealed(seal))
                        .build())
                .toList())
        .build();
  }
}
