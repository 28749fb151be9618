package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.engine.approval.Approvals;
import io.tieout.engine.gate.Gate;
import io.tieout.engine.lease.LeaseClock;
import io.tieout.fact.change.Freshness;
import io.tieout.work.drift.DriftWatch;
import io.tieout.work.invoicing.DealReader;
import io.tieout.work.invoicing.Elsewhere;
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
    DriftWatch drift,
    Gate gate,
    Freshness freshness) {

  /// @param since when Tieout came to this company
  static Capabilities over(
      Engine engine,
      Connections connections,
      TieoutConfig config,
      InstantSource clock,
      Instant since) {
    Learned learned = new Learned(clock);
    DealReader reader = reader(engine, connections, config, learned);
    Elsewhere elsewhere = new Elsewhere(engine.database(), engine.proposals(), engine.links());
    Freshness freshness =
        new UndoFreshness(
            connections.crms(),
            connections.books(),
            new PaymentFreshness(
                engine.database(),
                engine.links(),
                connections.books(),
                new InvoiceFreshness(reader, elsewhere)));
    Approvals approvals = approvals(engine, config, clock, freshness, new MappingLearner(learned));
    Gate gate = gate(engine, config, clock);
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
        undo(engine, connections, config, clock, approvals),
        drift(engine, connections, approvals, clock, since),
        gate,
        freshness);
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

  private static Gate gate(Engine engine, TieoutConfig config, InstantSource clock) {
    return new Gate(
        new Gate.Deps(
            engine.database(),
            engine.findings(),
            config.policy()::rule,
            config.policy()::asked,
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
      TieoutConfig config,
      InstantSource clock,
      Freshness freshness,
      MappingLearner learner) {
    return new Approvals(
        new Approvals.Deps(
            engine.database(),
            engine.proposals(),
            engine.audit(),
            engine.outbox(),
            engine.inbox(),
            config::people,
            freshness,
            (sql, proposal, approvers) -> {
              engine.effects().approved(sql, proposal, approvers);
              learner.approved(sql, proposal);
            },
            engine.effects(),
            clock,
            engine.ids()));
  }

  private static UndoFlow undo(
      Engine engine,
      Connections connections,
      TieoutConfig config,
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
            config.policy(),
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
