package io.tieout.engine.approval;

import io.tieout.engine.approval.ClickRules.Wish;
import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.db.Sql;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.util.Optional;

/// What people do with a request besides deciding it: they ask and answer, and have others asked.
final class Talking {
  private static final int MOST_WORDS = 1_000;
  private static final int MOST_ADDED = 5;

  private final Desk desk;
  private final Deciding deciding;

  Talking(Desk desk, Deciding deciding) {
    this.desk = desk;
    this.deciding = deciding;
  }

  /// What became of it.
  sealed interface Said {
    /// Done, with words for the thread.
    record Done(String words) implements Said {}

    /// Not done; told to the person alone.
    record Not(String why) implements Said {}
  }

  Optional<Verdict> ask(Sql sql, Click click) {
    Optional<Verdict> refusal = deciding.refusal(sql, click, Wish.ASK);
    if (refusal.isPresent()) {
      return refusal;
    }
    Dossier dossier = desk.find(sql, click.requestId());
    if (dossier.course().question().isPresent()) {
      return Optional.of(
          new Verdict.NotAllowed("a question is open already; it is answered before the next"));
    }
    Member member = desk.people(sql).bySlackId(click.personId()).orElseThrow();
    long number = 1 + dossier.events().stream().filter(e -> e.kind() == EventKind.QUESTION).count();
    String words = cut(click.reason().orElseThrow());
    happened(
        sql,
        dossier,
        new Event(
            EventKind.QUESTION,
            Long.toString(number),
            desk.now(),
            "person:" + member.slackUserId(),
            words,
            Json.object().put("person", member.slackUserId()).put("name", member.name()).build()),
        "question asked");
    desk.cards()
        .news(
            sql,
            dossier.request().proposalId(),
            "%s asks: “%s” The time to decide stands still until this is answered."
                .formatted(member.name(), words));
    return Optional.empty();
  }

  Said answer(Sql sql, String requestId, String personId, String words) {
    Dossier dossier = desk.locked(sql, requestId);
    Optional<Member> member = desk.people(sql).bySlackId(personId);
    Optional<Question> question = dossier.course().question();
    if (member.isEmpty()) {
      return new Said.Not("I do not know you: an administrator lists the people who may answer");
    }
    if (!dossier.waiting() || question.isEmpty()) {
      return new Said.Not("there is no open question here any more");
    }
    if (words.isBlank()) {
      return new Said.Not("please write an answer");
    }
    desk.deadlines().resume(sql, dossier, question.get(), desk.when(sql));
    happened(
        sql,
        dossier,
        new Event(
            EventKind.ANSWERED,
            Integer.toString(question.get().number()),
            desk.now(),
            "person:" + personId,
            cut(words.strip()),
            Json.object().put("person", personId).put("name", member.get().name()).build()),
        "question answered");
    String told =
        "%s answers %s: “%s” The time to decide runs again."
            .formatted(member.get().name(), question.get().name(), cut(words.strip()));
    desk.cards().news(sql, dossier.request().proposalId(), told);
    return new Said.Done(told);
  }

  /// Anybody we know may have somebody else asked, after the layer that is asked now.
  Said add(Sql sql, String requestId, String personId, String addedId) {
    Dossier dossier = desk.locked(sql, requestId);
    Optional<Member> by = desk.people(sql).bySlackId(personId);
    Optional<Member> added = desk.people(sql).bySlackId(addedId);
    Optional<Stage> now = dossier.course().now();
    if (by.isEmpty() || added.isEmpty()) {
      return new Said.Not(
          "only people an administrator has listed may be asked, and only they may ask others");
    }
    if (!dossier.waiting() || now.isEmpty()) {
      return new Said.Not("this is decided already");
    }
    long number =
        1 + dossier.events().stream().filter(e -> e.kind() == EventKind.APPROVER_ADDED).count();
    if (number > MOST_ADDED || asked(dossier, addedId)) {
      return new Said.Not(
          number > MOST_ADDED
              ? "%d people were added already; no more are".formatted(MOST_ADDED)
              : added.get().name() + " was added already");
    }
    if (dossier.proposal().requestedBy().isSamePersonAs(addedId)
        && !dossier.course().ask().care().onePerson()) {
      return new Said.Not(added.get().name() + " asked for this and may not approve it");
    }
    String text = "%s wants %s to approve as well.".formatted(by.get().name(), added.get().name());
    happened(
        sql,
        dossier,
        new Event(
            EventKind.APPROVER_ADDED,
            "added-" + number,
            desk.now(),
            "person:" + personId,
            text,
            Json.object()
                .put("person", addedId)
                .put("by", by.get().name())
                .put("after", now.get().key())
                .build()),
        "approver added");
    desk.cards().news(sql, dossier.request().proposalId(), text);
    return new Said.Done(text);
  }

  private static boolean asked(Dossier dossier, String personId) {
    return dossier.course().stages().stream()
        .filter(stage -> stage.addedBy().isPresent())
        .flatMap(stage -> stage.layer().approvers().stream())
        .anyMatch(approver -> approver.named().equals(personId));
  }

  /// An administrator takes somebody out again who was added. Whom the policy asks stays asked.
  Said remove(Sql sql, String requestId, String personId, String layer) {
    Dossier dossier = desk.locked(sql, requestId);
    Optional<Member> by = desk.people(sql).bySlackId(personId);
    Optional<Stage> stage = dossier.course().stage(layer);
    if (by.filter(m -> m.has(Role.ADMIN)).isEmpty()) {
      return new Said.Not("only an administrator may take an approver out again");
    }
    if (!dossier.waiting() || stage.isEmpty() || !stage.get().votes().isEmpty()) {
      return new Said.Not("there is nobody here to take out");
    }
    if (stage.get().addedBy().isEmpty()) {
      return new Said.Not("whom the policy asks stays asked; change the policy instead");
    }
    boolean theirTurn = stage.get().state() == Stage.State.NOW;
    String text = "%s took an added approver out again.".formatted(by.get().name());
    happened(
        sql,
        dossier,
        new Event(
            EventKind.APPROVER_REMOVED,
            layer,
            desk.now(),
            "person:" + personId,
            text,
            Json.object().build()),
        "approver removed");
    if (theirTurn) {
      nextTerm(sql, requestId);
    }
    desk.cards().news(sql, dossier.request().proposalId(), text);
    return new Said.Done(text);
  }

  private void nextTerm(Sql sql, String requestId) {
    Dossier after = desk.find(sql, requestId);
    after
        .course()
        .now()
        .ifPresent(stage -> desk.deadlines().begin(sql, after, stage.key(), desk.when(sql)));
  }

  private void happened(Sql sql, Dossier dossier, Event event, String action) {
    Requests.append(sql, dossier.request().id(), event);
    JsonObjBuilder details = Json.object().put("about", event.about()).put("words", event.why());
    desk.settlement().tell(sql, dossier.request(), event.actor(), action, details);
  }

  private static String cut(String words) {
    return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS) + "…";
  }
}
