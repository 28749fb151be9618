package io.tieout.engine.approval;

import io.tieout.fact.party.Standing;
import java.util.List;
import java.util.Optional;

/// How far the asking of a request is.
///
/// @param stages the layers in their order
/// @param mayAct whose approval would count now; empty when nobody's would, and once it is decided
/// @param question what keeps the clock still
/// @param escalated whether backups are asked as well
/// @param editedAs the proposal that took its place when somebody edited it
public record Round(
    List<Stage> stages,
    List<Standing> mayAct,
    Optional<Question> question,
    boolean escalated,
    Optional<String> editedAs) {
  public Round {
    stages = List.copyOf(stages);
    mayAct = List.copyOf(mayAct);
  }

  /// The layer that is asked now.
  public Optional<Stage> now() {
    return stages.stream().filter(stage -> stage.state() == Stage.State.NOW).findFirst();
  }

  public boolean mayAct(String personId) {
    return mayAct.stream().anyMatch(s -> s.member().slackUserId().equals(personId));
  }
}
