package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.DuplicateKeyException;
import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Files proposals as policy ruled, and asks people where it says so.
final class Asking {
  static final String POLICY = "system:policy";

  private final Desk desk;

  Asking(Desk desk) {
    this.desk = desk;
  }

  /// @param firstLayer the number of the layer that is asked first, from 1
  Filing file(Sql sql, Proposal proposal, Ruling ruling, int firstLayer) {
    Proposals proposals = desk.deps().proposals();
    proposals.file(sql, proposal, ruling);
    String because =
        ruling.because().stream().map(Ruling.RuleHit::sentence).collect(Collectors.joining("; "));
    record(
        sql,
        proposal,
        proposal.requestedBy().reference(),
        "proposal filed",
        Json.object()
            .put("digest", proposal.digest().hex())
            .put("sealedDigest", proposals.sealedDigest(sql, proposal, ruling))
            .put("ruling", ruling.getClass().getSimpleName())
            .put("policyVersion", ruling.policyVersion())
            .put("because", because));
    return switch (ruling) {
      case Ruling.Refuse _ -> {
        proposals.move(sql, proposal.id(), ProposalState.REFUSED, because, POLICY);
        record(sql, proposal, POLICY, "proposal refused", Json.object().put("why", because));
        yield new Filing.Refused(because);
      }
      case Ruling.Proceed proceed -> {
        proposals.move(sql, proposal.id(), ProposalState.APPROVED, because, POLICY);
        record(sql, proposal, POLICY, "proposal approved", Json.object().put("why", because));
        desk.deps()
            .onApproved()
            .approved(sql, proposal, "policy " + proceed.policyVersion() + " without asking");
        yield new Filing.Proceeding(proposal.id());
      }
      case Ruling.Ask _ -> new Filing.Asked(ask(sql, proposal, ruling, because, firstLayer));
    };
  }

  private String ask(Sql sql, Proposal proposal, Ruling ruling, String because, int firstLayer) {
    Request request =
        new Request(
            desk.deps().ids().next("R"),
            proposal.id(),
            proposal.digest().hex(),
            ruling.policyVersion(),
            desk.now(),
            firstLayer);
    Requests.ask(sql, request);
    Requests.append(
        sql,
        request.id(),
        new Event(EventKind.ASKED, "", request.askedAt(), POLICY, because, Json.object().build()));
    desk.deps().proposals().move(sql, proposal.id(), ProposalState.WAITING, because, POLICY);
    Dossier dossier = Dossier.begun(sql, desk.deps().proposals(), request);
    String layer = dossier.course().now().map(Stage::key).orElse("1");
    Term term = desk.deadlines().begin(sql, dossier, layer, desk.when(sql));
    desk.settlement()
        .tell(
            sql,
            request,
            POLICY,
            "approval asked",
            Json.object()
                .put(
                    "layers",
                    Json.texts(
                        dossier.course().stages().stream()
                            .filter(stage -> stage.state() != Stage.State.SKIPPED)
                            .map(stage -> stage.layer().spoken())
                            .toList()))
                .put("deadline", term.deadline().toString()));
    desk.cards().changed(sql, proposal.id());
    return request.id();
  }

  /// Who holds the place, or the failure itself when nobody does.
  Filing alreadyLive(Proposal proposal, DuplicateKeyException e) {
    Proposals proposals = desk.deps().proposals();
    Optional<Filed> holder =
        switch (e.constraint()) {
          case Proposals.ONE_INVOICE_A_DEAL ->
              desk.inTransaction(
                  sql -> proposals.live(sql, proposal.subject(), proposal.change().getClass()));
          case Proposals.ONE_OF_AN_ID ->
              desk.inTransaction(sql -> proposals.find(sql, proposal.id()));
          default -> Optional.empty();
        };
    return holder
        .map(f -> (Filing) new Filing.AlreadyLive(f.proposal().id(), f.state()))
        .orElseThrow(() -> e);
  }

  private void record(
      Sql sql, Proposal proposal, String actor, String action, JsonObjBuilder details) {
    desk.deps()
        .audit()
        .record(
            sql,
            new AuditEntry(
                proposal.subject(), List.of(proposal.id()), actor, action, details.build()));
  }
}
