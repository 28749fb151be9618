package io.tieout.work.invoicing;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.Choice;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import io.tieout.fact.change.Source.Difference;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What stands in the way of deals, as findings: raised when it is there, resolved when it is gone,
/// and what people answer is kept and opens the way for every deal that waited for it.
public final class Obstacles {
  private static final String PREFIX = "invoicing:";
  private static final String AFTERWARDS = "changed after invoicing:";

  private final Database database;
  private final Findings findings;
  private final Learned learned;
  private final Inbox inbox;

  public Obstacles(Database database, Findings findings, Learned learned, Inbox inbox) {
    this.database = database;
    this.findings = findings;
    this.learned = learned;
    this.inbox = inbox;
  }

  /// These stand in the deal's way now, and no others. Returns the findings' ids.
  List<String> standing(String subject, List<Blocker> blockers) {
    List<String> keys = blockers.stream().map(Blocker::key).toList();
    return database.inTransaction(sql -> {
      for (String old : learned.blockersOf(sql, subject)) {
        if (!keys.contains(old)) {
          clear(sql, subject, old, "it is not so any more");
        }
      }
      List<String> ids = new ArrayList<>();
      for (Blocker blocker : blockers) {
        learned.blocked(sql, subject, blocker.key());
        ids.add(findings.raise(sql, draft(subject, blocker)));
      }
      return ids;
    });
  }

  /// Nothing stands in the deal's way.
  void settled(String subject, String why) {
    database.transact(
        sql -> learned.blockersOf(sql, subject).forEach(key -> clear(sql, subject, key, why)));
  }

  /// The deal has its invoice, and this is what changed of it since.
  void afterInvoicing(String subject, String dealName, List<Difference> differences) {
    String key = PREFIX + AFTERWARDS + subject;
    database.transact(sql -> {
      if (differences.isEmpty()) {
        findings.resolve(sql, key, "the deal is again as it was invoiced");
      } else {
        String what =
            differences.stream().map(Difference::sentence).collect(Collectors.joining("; "));
        findings.raise(
            sql,
            new FindingDraft(
                "deal changed after invoicing",
                subject,
                key,
                "Deal “%s” was changed after it was invoiced".formatted(dealName),
                "%s. Correct the deal, or correct the invoice in the books by a credit note."
                    .formatted(what),
                List.of()));
      }
    });
  }

  /// Keeps the answer and has every deal that waited for it looked at again.
  void answered(Signal signal) {
    String dedupeKey = signal.body().text("dedupeKey");
    if (!dedupeKey.startsWith(PREFIX)) {
      return;
    }
    String key = dedupeKey.substring(PREFIX.length());
    String findingId = signal.body().text("findingId");
    String value = signal.body().text("value");
    String person = signal.body().text("person");
    database.transact(sql -> {
      ProductQuestion.parse(key)
          .ifPresentOrElse(
              question -> learned.learn(sql, question, value, Learned.From.PERSON, findingId),
              () -> learned.answer(sql, key, value, person));
      for (String subject : learned.blockedBy(sql, key)) {
        learned.unblocked(sql, subject, key);
        lookAgain(sql, subject, findingId);
      }
      findings.resolve(sql, dedupeKey, "answered by " + person);
    });
  }

  private void lookAgain(Sql sql, String subject, String findingId) {
    inbox.accept(
        sql,
        new Signal(
            "tieout",
            "answered:%s:%s".formatted(findingId, subject),
            subject,
            "deal to be looked at again",
            Json.object()
                .put("dealId", subject.substring(subject.lastIndexOf('/') + 1))
                .put("because", "finding %s was answered".formatted(findingId))
                .build()));
  }

  /// A finding that several deals share goes when the last of them is free.
  private void clear(Sql sql, String subject, String key, String why) {
    learned.unblocked(sql, subject, key);
    if (learned.blockedBy(sql, key).isEmpty()) {
      findings.resolve(sql, PREFIX + key, why);
    }
  }

  private static FindingDraft draft(String subject, Blocker blocker) {
    return new FindingDraft(
        blocker.kind(),
        subject,
        PREFIX + blocker.key(),
        blocker.title(),
        blocker.text(),
        blocker.choices().stream().map(c -> new Choice(c.value(), c.label())).toList());
  }
}
