package io.tieout.engine.approval;

import io.tieout.engine.approval.Requests.Event;
import io.tieout.engine.approval.Requests.EventKind;
import io.tieout.engine.approval.Requests.Request;
import io.tieout.engine.approval.Stage.State;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a request stands, computed from what was ruled and what has happened since. Pure.
///
/// @param ask what policy ruled
/// @param stages the layers in their order, those added in flight among them
/// @param term the time that runs now
/// @param question what is asked and not answered: the clock stands still
record Course(
    Ruling.Ask ask, List<Stage> stages, List<Vote> votes, Term term, Optional<Question> question) {
  Course {
    stages = List.copyOf(stages);
    votes = List.copyOf(votes);
  }

  /// What is known of a request.
  record Facts(Request request, Ruling.Ask ask, List<Event> events, List<Vote> votes, Term term) {}

  /// A layer before it is known how it stands.
  private record Planned(String key, Layer layer, Optional<String> addedBy) {}

  static Course of(Facts facts) {
    List<Stage> stages = new ArrayList<>();
    boolean open = true;
    int number = 0;
    for (Planned planned : layers(facts)) {
      List<Vote> votes = Stage.approvals(facts.votes(), planned.key());
      boolean skipped = planned.addedBy().isEmpty() && ++number < facts.request().firstLayer();
      State state = state(planned, votes, skipped, open);
      open = open && state != State.NOW;
      stages.add(new Stage(planned.key(), planned.layer(), planned.addedBy(), votes, state));
    }
    return new Course(
        facts.ask(), stages, facts.votes(), facts.term(), Question.open(facts.events()));
  }

  private static State state(Planned planned, List<Vote> votes, boolean skipped, boolean open) {
    if (skipped) {
      return State.SKIPPED;
    }
    if (!open) {
      return State.LATER;
    }
    return Stage.satisfied(planned.layer(), votes) ? State.PASSED : State.NOW;
  }

  /// The layers of the policy, each followed by what was added while it was the one asked.
  private static List<Planned> layers(Facts facts) {
    Map<String, Planned> planned = new LinkedHashMap<>();
    List<Planned> order = new ArrayList<>();
    for (int i = 0; i < facts.ask().layers().size(); i++) {
      order.add(
          new Planned(Integer.toString(i + 1), facts.ask().layers().get(i), Optional.empty()));
    }
    order.forEach(p -> planned.put(p.key(), p));
    for (Event event : facts.events()) {
      if (event.kind() == EventKind.APPROVER_ADDED) {
        Planned added =
            new Planned(
                event.about(),
                Layer.of(new Approver.Person(event.details().text("person")), 1),
                Optional.of(event.details().text("by")));
        order.add(indexAfter(order, event.details().text("after")), added);
      } else if (event.kind() == EventKind.APPROVER_REMOVED) {
        order.removeIf(p -> p.key().equals(event.about()));
      }
    }
    return order;
  }

  private static int indexAfter(List<Planned> order, String key) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).key().equals(key)) {
        return i + 1;
      }
    }
    return order.size();
  }

  /// The layer that is asked now; empty once all are satisfied, and when there never was one.
  Optional<Stage> now() {
    return stages.stream().filter(stage -> stage.state() == State.NOW).findFirst();
  }

  /// The same as a term begins: once it is escalated, backups count among those who are asked.
  Course at(Term.Start start) {
    return new Course(
        ask,
        stages,
        votes,
        new Term(
            start.layer(),
            start.escalated(),
            start.used(),
            term.begins(),
            term.half(),
            term.late(),
            term.deadline()),
        question);
  }

  Optional<Stage> stage(String key) {
    return stages.stream().filter(stage -> stage.key().equals(key)).findFirst();
  }

  /// Whether everybody who must approve has. Where nobody is asked, nobody has.
  boolean complete() {
    return now().isEmpty() && stages.stream().anyMatch(stage -> stage.state() == State.PASSED);
  }

  /// The same once somebody has voted.
  Course with(Vote vote) {
    List<Vote> more = new ArrayList<>(votes);
    more.add(vote);
    List<Stage> after = new ArrayList<>();
    boolean open = true;
    for (Stage stage : stages) {
      List<Vote> theirs = Stage.approvals(more, stage.key());
      Planned planned = new Planned(stage.key(), stage.layer(), stage.addedBy());
      State state = state(planned, theirs, stage.state() == State.SKIPPED, open);
      open = open && state != State.NOW;
      after.add(new Stage(stage.key(), stage.layer(), stage.addedBy(), theirs, state));
    }
    return new Course(ask, after, more, term, question);
  }
}
