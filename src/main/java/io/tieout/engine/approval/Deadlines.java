package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Term.Start;
import io.tieout.engine.db.Sql;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Ruling.Backup;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What time does to a request nobody settles: a reminder at half of it, another at four fifths,
/// then the backups are asked, and in the end it expires. While a question is open the clock stands
/// still, for no longer than the layer's whole time.
final class Deadlines {
  static final String CLOCK = "system:clock";

  private final Settlement settlement;
  private final Cards cards;

  Deadlines(Settlement settlement, Cards cards) {
    this.settlement = settlement;
    this.cards = cards;
  }

  /// Begins the time of a layer.
  Term begin(Sql sql, Dossier dossier, String layer, When when) {
    return begin(sql, dossier, new Start(layer, false, Duration.ZERO), when);
  }

  /// When it is, and who there is.
  record When(Directory directory, Instant now) {}

  private Term begin(Sql sql, Dossier dossier, Start start, When when) {
    Course course = dossier.course().at(start);
    Term term = Term.from(when.now(), start, course.ask().deadline(), asked(dossier, course, when));
    Terms.begin(sql, dossier.request().id(), term);
    return term;
  }

  private static List<Member> asked(Dossier dossier, Course course, When when) {
    return new Eligible(course, dossier.proposal(), when.directory(), when.now()).asked();
  }

  /// What is due for the request; 1 when something was. The caller holds the request's row.
  int due(Sql sql, Dossier dossier, When when) {
    if (!dossier.waiting()) {
      return 0;
    }
    if (dossier.course().question().isPresent()) {
      return silence(sql, dossier, when);
    }
    return over(sql, dossier, when) ? 1 : reminder(sql, dossier, when);
  }

  /// Asks the backups or ends the request when its time is over.
  boolean over(Sql sql, Dossier dossier, When when) {
    Term term = dossier.course().term();
    if (!dossier.waiting()
        || dossier.course().question().isPresent()
        || when.now().isBefore(term.deadline())) {
      return false;
    }
    List<Backup> backups = backups(dossier.course());
    if (term.escalated() || backups.isEmpty()) {
      settlement.expire(sql, dossier.request(), CLOCK);
    } else {
      escalate(sql, dossier, backups, when);
    }
    return true;
  }

  private static List<Backup> backups(Course course) {
    return course.now().stream()
        .flatMap(stage -> stage.open().stream())
        .flatMap(approver ->
            course.ask().backups().stream().filter(b -> b.of().name().equals(approver.named())))
        .distinct()
        .toList();
  }

  private void escalate(Sql sql, Dossier dossier, List<Backup> backups, When when) {
    String layer = dossier.course().term().layer();
    Term term = begin(sql, dossier, new Start(layer, true, Duration.ZERO), when);
    String text =
        "%s did not decide in time. Now %s may decide as well, until %s. Without a decision nothing is done."
            .formatted(
                capital(roles(backups, Backup::of)),
                roles(backups, Backup::by),
                at(term.deadline()));
    told(sql, dossier, new Told(EventKind.ESCALATED, layer, text, "approval escalated"), when);
  }

  private static String roles(List<Backup> backups, Function<Backup, Role> which) {
    return backups.stream()
        .map(which)
        .distinct()
        .map(Role::spoken)
        .collect(Collectors.joining(" and "));
  }

  private int reminder(Sql sql, Dossier dossier, When when) {
    Term term = dossier.course().term();
    String about = term.layer() + (term.escalated() ? " escalated" : "");
    boolean late = !when.now().isBefore(term.late());
    if (late && !dossier.happened(EventKind.REMINDED_LATE, about)) {
      remind(sql, dossier, EventKind.REMINDED_LATE, about, when);
      return 1;
    }
    if (!late
        && !when.now().isBefore(term.half())
        && !dossier.happened(EventKind.REMINDED_HALF, about)) {
      remind(sql, dossier, EventKind.REMINDED_HALF, about, when);
      return 1;
    }
    return 0;
  }

  private void remind(Sql sql, Dossier dossier, EventKind kind, String about, When when) {
    String text =
        "Still waiting for a decision by %s: %s left. Without one nothing is done."
            .formatted(
                dossier.course().now().map(stage -> stage.layer().spoken()).orElse("nobody"),
                spoken(Duration.between(when.now(), dossier.course().term().deadline())));
    told(sql, dossier, new Told(kind, about, text, "approval reminder"), when);
  }

  /// The clock runs again, with what was left of it when the question was asked.
  void resume(Sql sql, Dossier dossier, Question question, When when) {
    Term term = dossier.course().term();
    Duration used =
        term.usedAt(
            question.at(),
            dossier.course().ask().deadline(),
            asked(dossier, dossier.course(), when));
    begin(sql, dossier, new Start(term.layer(), term.escalated(), used), when);
  }

  private int silence(Sql sql, Dossier dossier, When when) {
    Question question = dossier.course().question().orElseThrow();
    Instant patience =
        dossier
            .course()
            .ask()
            .deadline()
            .end(
                question.at(),
                dossier.course().ask().deadline().length(),
                asked(dossier, dossier.course(), when));
    if (when.now().isBefore(patience)) {
      return 0;
    }
    resume(sql, dossier, question, when);
    String text =
        "Nobody answered the question of %s; the time to decide runs again."
            .formatted(question.name());
    told(
        sql,
        dossier,
        new Told(
            EventKind.ANSWERED, Integer.toString(question.number()), text, "question unanswered"),
        when);
    return 1;
  }

  private record Told(EventKind kind, String about, String text, String action) {}

  private void told(Sql sql, Dossier dossier, Told told, When when) {
    Requests.append(
        sql,
        dossier.request().id(),
        new Event(
            told.kind(), told.about(), when.now(), CLOCK, told.text(), Json.object().build()));
    cards.news(sql, dossier.request().proposalId(), told.text());
    settlement.tell(
        sql, dossier.request(), CLOCK, told.action(), Json.object().put("text", told.text()));
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String at(Instant when) {
    return when.toString().substring(0, 16).replace('T', ' ') + " UTC";
  }

  static String spoken(Duration left) {
    if (left.toHours() >= 48) {
      return left.toDays() + " days";
    }
    return left.toHours() >= 2
        ? left.toHours() + " hours"
        : Math.max(1, left.toMinutes()) + " minutes";
  }
}
