package io.tieout.work.drift;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.Choice;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Actor;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Tells what is new, in the transaction in which it is noted: in the thread where it was approved,
/// in the audit, and as a finding where somebody has to act.
final class Teller {
  /// The answer of a person to whom it is right as it is.
  static final String RIGHT = "right";

  private static final Actor WATCH = new Actor.Workflow("drift");
  private static final List<Choice> CHOICES =
      List.of(new Choice(RIGHT, "It is right as it is now"));

  private final Desk desk;

  /// What it tells with.
  record Desk(
      Approvals approvals, Findings findings, Outbox outbox, Audit audit, InstantSource clock) {}

  Teller(Desk desk) {
    this.desk = desk;
  }

  /// Whom it concerns.
  ///
  /// @param subject the deal's
  /// @param proposalId where it was approved; empty when the deal has no proposal
  /// @param number of the invoice
  record About(DriftLog.Of invoice, String subject, Optional<String> proposalId, String number) {}

  /// What a look found.
  ///
  /// @param kinds those that were looked at; the others stay as they are
  /// @param asOf when the reading began
  /// @param changedAt when the books changed last
  /// @param paid the money that settles the invoice
  /// @param agreed what is said where a kind is there no more
  record Found(
      List<DriftKind> kinds,
      List<Drift> drifts,
      Instant asOf,
      Instant changedAt,
      BigDecimal paid,
      Agreed agreed) {
    Optional<Drift> of(DriftKind kind) {
      return drifts.stream().filter(d -> d.kind() == kind).findFirst();
    }
  }

  /// What is said where a difference is gone.
  interface Agreed {
    /// Empty where that is no news.
    Optional<String> words(DriftKind kind);
  }

  /// Notes and tells what is new. Nothing when a later look was noted already.
  void tell(Sql sql, Watched book, About about, Found found) {
    DriftLog.Of invoice = about.invoice();
    DriftLog.lock(sql, invoice);
    if (DriftLog.look(sql, invoice).filter(l -> l.asOf().isAfter(found.asOf())).isPresent()) {
      return;
    }
    boolean inTime = !found.changedAt().isBefore(book.from());
    for (DriftKind kind : found.kinds()) {
      DriftLog.Event last = DriftLog.latest(sql, invoice, kind);
      Optional<Drift> drift = found.of(kind);
      String shape = drift.map(Drift::shape).orElse("");
      if (!shape.equals(last.shape())) {
        boolean told = drift.isPresent() ? inTime && book.choice().tells(kind) : last.told();
        DriftLog.append(
            sql,
            invoice,
            kind,
            new DriftLog.Event(last.seq() + 1, shape, told),
            desk.clock().instant());
        if (told) {
          news(sql, about, kind, drift, found.agreed().words(kind));
        }
      }
    }
    DriftLog.looked(sql, invoice, new DriftLog.Look(found.asOf(), found.paid()));
  }

  private void news(
      Sql sql, About about, DriftKind kind, Optional<Drift> drift, Optional<String> agreed) {
    String key = kind.key(about.invoice().place(), about.invoice().invoiceId());
    desk.findings()
        .resolve(
            sql,
            key,
            drift
                .map(_ -> "the books have changed again")
                .or(() -> agreed)
                .orElse("the invoice does not count any more"));
    drift.map(Drift::news).or(() -> agreed).ifPresent(text -> post(sql, about, text));
    drift.filter(Drift::act).ifPresent(d -> desk.findings().raise(sql, finding(about, key, d)));
    desk.audit()
        .record(
            sql,
            new AuditEntry(
                about.subject(),
                List.of(
                    about.proposalId().orElse(about.subject()),
                    "%s/invoice/%s".formatted(about.invoice().place(), about.invoice().invoiceId()),
                    about.number()),
                WATCH.reference(),
                drift.isPresent() ? "drift noticed" : "drift ended",
                Json.object()
                    .put("kind", kind.word())
                    .put("found", drift.map(Drift::shape).orElse(""))
                    .build()));
  }

  private static FindingDraft finding(About about, String key, Drift drift) {
    return new FindingDraft(
        drift.kind().finding(),
        about.subject(),
        key,
        drift.title(),
        drift.remedy().map(r -> drift.text() + " " + r).orElse(drift.text()),
        CHOICES);
  }

  private void post(Sql sql, About about, String text) {
    about
        .proposalId()
        .flatMap(id -> desk.approvals().ofProposal(sql, id))
        .map(RequestView::requestId)
        .ifPresent(id -> desk.outbox().post(sql, new Notice.ThreadNews(id, text)));
  }

  /// Somebody says that it is right so: nothing is to be done any more, until it changes again.
  void accepted(Sql sql, String key) {
    desk.findings().resolve(sql, key, "somebody said that it is right as it is");
  }
}
