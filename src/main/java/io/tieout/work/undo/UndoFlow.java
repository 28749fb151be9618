package io.tieout.work.undo;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.Filing;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.effect.Effects;
import io.tieout.engine.effect.StepUndo;
import io.tieout.engine.inbox.SignalHandler;
import io.tieout.engine.inbox.StoredSignal;
import io.tieout.engine.outbox.Outbox;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Circumstances;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.crm.Crm;
import io.tieout.fact.ledger.Ledger;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Actor;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Proposes to undo what people name. The proposal is ruled on at least as strictly as the one it
/// takes back, approved on a card and carried out like any other; nothing is undone by asking.
public final class UndoFlow implements UndoDesk, SignalHandler {
  /// The signal by which somebody at a shell asks.
  public static final String ASKED = "undo asked";

  private static final String NO_REASON = "no reason was given";

  /// Held while it is looked whether the same was asked for before.
  private static final String ONE_AT_A_TIME =
      "select true as locked from (select pg_advisory_xact_lock(7010048, hashtext(:subject))) l";

  /// What the flow works with.
  ///
  /// @param crms by their names
  /// @param books by their ids
  public record Deps(
      Database database,
      Map<String, Crm> crms,
      Map<String, Ledger> books,
      Proposals proposals,
      Effects effects,
      Approvals approvals,
      Supplier<Policy> policy,
      Outbox outbox,
      InstantSource clock,
      IdSource ids) {
    public Deps {
      crms = Map.copyOf(crms);
      books = Map.copyOf(books);
    }
  }

  private final Deps deps;
  private final Named named;
  private final Foreseen foreseen;
  private final Judging judging;

  public UndoFlow(Deps deps) {
    this.deps = deps;
    this.named = new Named(deps.database(), deps.proposals(), deps.clock());
    this.foreseen = new Foreseen(deps.database(), deps.proposals());
    this.judging =
        new Judging(
            new Judging.Outside(deps.crms(), deps.books()),
            new Judging.Stored(deps.database(), deps.proposals(), deps.effects()));
  }

  /// Whether the signal is for this flow.
  public static boolean concerns(StoredSignal signal) {
    return signal.signal().kind().equals(ASKED);
  }

  /// Nobody waits for the answer: it is told in the thread of what was to be undone, or to the
  /// channel where that has no card.
  @Override
  public void handle(StoredSignal signal) {
    Json.Obj body = signal.signal().body();
    Outcome outcome =
        ask(body.text("name"), new Actor.Workflow(body.text("by")), body.optText("because"));
    switch (outcome) {
      case Outcome.NotPossible(String proposalId, String words) ->
          deps.database().transact(sql -> answer(sql, body.text("by"), proposalId, words));
      case Outcome.Unknown(String words) ->
          deps.database().transact(sql -> answer(sql, body.text("by"), body.text("name"), words));
      case Outcome.Proposed _, Outcome.Standing _ -> {
        // A card tells it.
      }
    }
  }

  @Override
  public Outcome ask(String name, Actor by, Optional<String> because) {
    return switch (named.find(name)) {
      case Named.Found.None() ->
          new Outcome.Unknown(
              "Nothing is recorded about “%s”. Give an invoice's number, a deal's id or a proposal's id."
                  .formatted(name));
      case Named.Found.Several(List<String> ids) ->
          new Outcome.Unknown(
              "“%s” stands for several: name the proposal, %s."
                  .formatted(name, String.join(" or ", ids)));
      case Named.Found.One(Filed filed, List<StepUndo> steps) ->
          ask(filed, steps, by, because.filter(b -> !b.isBlank()).orElse(NO_REASON));
    };
  }

  private Outcome ask(Filed filed, List<StepUndo> steps, Actor by, String because) {
    return foreseen.of(filed, steps).orElseGet(() -> judged(filed, steps, by, because));
  }

  private Outcome judged(Filed filed, List<StepUndo> steps, Actor by, String because) {
    return switch (judging.of(filed.proposal(), steps, because)) {
      case Judged.No(String why) -> Foreseen.notPossible(filed.proposal().id(), why);
      case Judged.Ready ready -> proposed(filed, steps, by, ready);
    };
  }

  private Outcome proposed(Filed filed, List<StepUndo> steps, Actor by, Judged.Ready ready) {
    Proposal proposal =
        new Proposal(
            deps.ids().next("P"),
            ready.change(),
            by,
            deps.clock().instant(),
            ready.sources(),
            List.of(),
            ready.evidence(),
            ready.remarks(),
            new Circumstances(
                filed.proposal().circumstances().amount(), false, true, BigDecimal.ZERO, 0));
    Ruling ruling = deps.policy().get().ruleUndo(proposal, asInvoice(filed.proposal()));
    return deps.database()
        .inTransaction(sql -> {
          sql.ask(ONE_AT_A_TIME).set("subject", proposal.subject()).one(row -> row.flag("locked"));
          return foreseen
              .standing(sql, filed.proposal())
              .map(meanwhile -> Foreseen.standing(meanwhile, filed))
              .orElseGet(() -> filed(sql, filed, proposal, ruling, steps));
        });
  }

  private Outcome filed(
      Sql sql, Filed filed, Proposal proposal, Ruling ruling, List<StepUndo> steps) {
    String undone = filed.proposal().id();
    return switch (deps.approvals().file(sql, proposal, ruling)) {
      case Filing.Asked _, Filing.Proceeding _ -> {
        tell(sql, undone, "Somebody asked to undo this: %s.".formatted(proposal.id()));
        yield new Outcome.Proposed(
            proposal.id(),
            "Approval is asked for to undo %s of “%s” (%s).\n%s"
                .formatted(
                    undone,
                    proposal.outside().dealName(),
                    proposal.id(),
                    steps.stream()
                        .map(step -> "• " + step.line())
                        .collect(Collectors.joining("\n"))));
      }
      case Filing.Refused(String why) ->
          new Outcome.NotPossible(
              undone, "Policy refuses to undo it: %s. Nothing was changed.".formatted(why));
      case Filing.AlreadyLive(String id, ProposalState state) ->
          new Outcome.Standing(id, "%s stands already (%s).".formatted(id, state));
    };
  }

  /// A draft is judged as the invoice it was to become.
  private static Proposal asInvoice(Proposal done) {
    return done.change() instanceof Change.DraftInvoice(Change.CreateInvoice invoice)
        ? done.with(invoice)
        : done;
  }

  /// What policy let through has no card, and what is not known has none either.
  private void answer(Sql sql, String by, String proposalId, String words) {
    if (!tell(sql, proposalId, words)) {
      String subject =
          deps.proposals()
              .find(sql, proposalId)
              .map(f -> " of deal “%s”".formatted(f.proposal().change().about()))
              .orElse("");
      deps.outbox()
          .post(
              sql,
              new Notice.ChannelNews(
                  "%s asked to undo %s%s. %s".formatted(by, proposalId, subject, words)));
    }
  }

  /// Whether there is a card in whose thread it is told.
  private boolean tell(Sql sql, String proposalId, String words) {
    Optional<String> request =
        deps.approvals().ofProposal(sql, proposalId).map(RequestView::requestId);
    request.ifPresent(id -> deps.outbox().post(sql, new Notice.ThreadNews(id, words)));
    return request.isPresent();
  }
}
