package io.tieout.door.slack;

import io.tieout.fact.party.Role;
import java.util.Set;

/// Whom the words and buttons of Slack let do what beyond reading, for reports about it. Approving
/// is not among them: policy says who may.
public final class DeskRoles {
  private DeskRoles() {}

  /// May ask to take back what was done.
  public static Set<Role> mayUndo() {
    return UndoDesk.MAY_ASK;
  }

  /// May stop writes and let them go on.
  public static Set<Role> mayHalt() {
    return HaltDesk.MAY_HALT;
  }

  /// May answer findings.
  public static Set<Role> mayAnswer() {
    return SlackWork.MAY_ANSWER;
  }
}
