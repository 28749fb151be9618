package io.tieout.engine.duties;

import java.util.List;

/// Something that whoever separates duties should look at.
///
/// @param people whom it is about, by id
/// @param names the same people by name, in the same order
/// @param count how often
/// @param of of how many; 0 where nothing is counted
/// @param proposals some of the proposals it is about
/// @param sentence for people
public record Duty(
    Kind kind,
    List<String> people,
    List<String> names,
    long count,
    long of,
    List<String> proposals,
    String sentence) {
  public Duty {
    people = List.copyOf(people);
    names = List.copyOf(names);
    proposals = List.copyOf(proposals);
  }

  /// What it is, worst first: what was done before what could be.
  public enum Kind {
    APPROVED_OWN("Approved what they had asked for or edited themselves", true),
    GOVERNED_AND_APPROVED("Approved, and changed people, policy or settings, in the period", true),
    ONLY_EACH_OTHER("Approve only what the other asks for, and the other way round", true),
    LARGE_SHARE("Approved more of everything than the share that was set", true),
    TRIED_OWN("Tried to approve what they had asked for; it was refused", true),
    COULD_ONLY_READ("May only read by one role, and act by another", false),
    COULD_GOVERN_AND_APPROVE("Could change people, policy or settings, and approve", false),
    COULD_REQUEST_AND_APPROVE("Could ask for a change, and approve one", false);

    private final String title;
    private final boolean done;

    Kind(String title, boolean done) {
      this.title = title;
      this.done = done;
    }

    /// For people.
    public String title() {
      return title;
    }

    /// Whether it was done, and not only could be.
    public boolean done() {
      return done;
    }
  }
}
