package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.lease.LeaseClock;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Freshness;
import io.tieout.work.drift.DriftWatch;
import io.tieout.work.governing.Governed;
import io.tieout.work.governing.GoverningDesk;
import io.tieout.work.governing.GoverningFreshness;
import io.tieout.work.governing.InForce;
import io.tieout.work.invoicing.DealReader;
import io.tieout.work.invoicing.Elsewhere;
import io.tieout.work.invoicing.InvoiceEditFlow;
import io.tieout.work.invoicing.InvoiceFreshness;
import io.tieout.work.invoicing.InvoicingFlow;
import io.tieout.work.invoicing.Learned;
import io.tieout.work.invoicing.MappingLearner;
import io.tieout.work.invoicing.Obstacles;
import io.tieout.work.payments.PaymentFlow;
import io.tieout.work.payments.PaymentFreshness;
import io.tieout.work.undo.UndoFlow;
import io.tieout.work.undo.UndoFreshness;
import java.time.Instant;
import java.time.InstantSource;

/// What the house can do: invoicing, payments, undoing and the watch over what was made, with the
/// approvals between them and the effects.
record Capabilities(
    Approvals approvals,
    InvoicingFlow invoicing,
    PaymentFlow payments,
    UndoFlow undo,
    EditAsking edits,
    DriftWatch drift,
    Gate gate,
    Freshness freshness,
    Governed governed,
    GoverningDesk governing) {

  /// @param since when Tieout came to this company
  static Capabilities over(
      Engine engine,
      Connections connections,
      TieoutConfig config,
      InstantSource clock,
      Instant since) {
    seed(engine, config);
    Governed governed = new Governed(engine.database());
    Learned learned = new Learned(clock);
    DealReader reader = reader(engine, connections, config, learned);
    Elsewhere elsewhere = new Elsewhere(engine.database(), engine.proposals(), engine.links());
    Freshness freshness = freshness(engine, connections, new InvoiceFreshness(reader, elsewhere));
    Approvals approvals =
        approvals(engine, governed, clock, freshness, new MappingLearner(learned));
    Gate gate = gate(engine, governed, clock);
    InvoicingFlow invoicing =
        new InvoicingFlow(
            new InvoicingFlow.Deps(
                engine.database(),
                reader,
                elsewhere,
                engine.proposals(),
                approvals,
                gate,
                new Obstacles(engine.database(), engine.findings(), learned, engine.inbox()),
                engine.mirror(),
                engine.links(),
                engine.inbox(),
                clock,
                engine.ids(),
                since));
    return new Capabilities(
        approvals,
        invoicing,
        payments(engine, connections, gate, clock, approvals),
        undo(engine, connections, governed, clock, approvals),
        new EditAsking(
            new EditAsking.Deps(
                engine.database(),
                engine.proposals(),
                approvals,
                editing(engine, reader, elsewhere, governed, clock),
                governed)),
        drift(engine, connections, approvals, clock, since),
        gate,
        freshness,
        governed,
        new GoverningDesk(
            new GoverningDesk.Deps(engine.database(), governed, approvals, clock, engine.ids())));
  }

  /// What governs decisions begins as the configuration has it, and is changed by proposals since.
  private static void seed(Engine engine, TieoutConfig config) {
    engine
        .database()
        .transact(sql -> {
          engine.governing().seed(sql, Kind.PEOPLE, Governed.text(config.people()));
          engine.governing().seed(sql, Kind.POLICY, config.policy().text());
        });
  }

  private static Freshness freshness(
      Engine engine, Connections connections, InvoiceFreshness invoices) {
    return new GoverningFreshness(
        engine.database(),
        new UndoFreshness(
            connections.crms(),
            connections.books(),
            new PaymentFreshness(
                engine.database(), engine.links(), connections.books(), invoices)));
  }

  private static DriftWatch drift(
      Engine engine,
      Connections connections,
      Approvals approvals,
      InstantSource clock,
      Instant since) {
    return new DriftWatch(
        new DriftWatch.Deps(
            engine.database(),
            connections.watchedBooks(),
            since,
            engine.proposals(),
            engine.effects(),
            engine.findings(),
            approvals,
            engine.links(),
            engine.mirror(),
            engine.outbox(),
            engine.audit(),
            clock,
            LeaseClock.DATABASE));
  }

  private static InvoiceEditFlow editing(
      Engine engine,
      DealReader reader,
      Elsewhere elsewhere,
      Governed governed,
      InstantSource clock) {
    return new InvoiceEditFlow(
        new InvoiceEditFlow.Deps(
            engine.database(),
            reader,
            elsewhere,
            engine.proposals(),
            engine.mirror(),
            engine.links(),
            actor -> governed.people().nameOf(actor),
            clock,
            engine.ids()));
  }

  private static Gate gate(Engine engine, Governed governed, InstantSource clock) {
    return new Gate(
        new Gate.Deps(
            engine.database(),
            engine.findings(),
            proposal -> governed.policy().rule(proposal),
            (proposal, because) -> governed.policy().asked(proposal, because),
            clock));
  }

  static DealReader reader(
      Engine engine, Connections connections, TieoutConfig config, Learned learned) {
    return new DealReader(
        new DealReader.Outside(connections.crms(), connections.bookConnections(), config.routing()),
        engine.database(),
        engine.links(),
        learned);
  }

  private static Approvals approvals(
      Engine engine,
      Governed governed,
      InstantSource clock,
      Freshness freshness,
      MappingLearner learner) {
    InForce inForce = new InForce(engine.governing(), engine.proposals());
    return new Approvals(
        new Approvals.Deps(
            engine.database(),
            engine.proposals(),
            engine.audit(),
            engine.outbox(),
            engine.inbox(),
            governed::people,
            freshness,
            (sql, proposal, approvers) -> {
              if (proposal.change() instanceof Change.Govern) {
                inForce.approved(sql, proposal, approvers);
              } else {
                engine.effects().approved(sql, proposal, approvers);
                learner.approved(sql, proposal);
              }
            },
            engine.effects(),
            clock,
            engine.ids()));
  }

  private static UndoFlow undo(
      Engine engine,
      Connections connections,
      Governed governed,
      InstantSource clock,
      Approvals approvals) {
    return new UndoFlow(
        new UndoFlow.Deps(
            engine.database(),
            connections.crms(),
            connections.books(),
            engine.proposals(),
            engine.effects(),
            approvals,
            governed::policy,
            engine.outbox(),
            clock,
            engine.ids()));
  }

  private static PaymentFlow payments(
      Engine engine, Connections connections, Gate gate, InstantSource clock, Approvals approvals) {
    return new PaymentFlow(
        new PaymentFlow.Deps(
            engine.database(),
            connections.crms(),
            connections.books(),
            engine.proposals(),
            approvals,
            gate,
            engine.links(),
            engine.mirror(),
            engine.outbox(),
            clock,
            engine.ids()));
  }
}
