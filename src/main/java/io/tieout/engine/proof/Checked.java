package io.tieout.engine.proof;

import java.util.ArrayList;
import java.util.List;

/// What checking a proof without the database has shown.
///
/// @param proven what holds, a sentence each
/// @param open what cannot be told without the live chain, a sentence each
/// @param broken what differs, a sentence each; empty when the proof holds
public record Checked(List<String> proven, List<String> open, List<String> broken) {
  public Checked {
    proven = List.copyOf(proven);
    open = List.copyOf(open);
    broken = List.copyOf(broken);
  }

  public boolean holds() {
    return broken.isEmpty();
  }

  /// With one more thing that holds.
  public Checked also(String what) {
    return new Checked(and(proven, what), open, broken);
  }

  /// With one more thing that differs, told first.
  public Checked but(String what) {
    List<String> all = new ArrayList<>(List.of(what));
    all.addAll(broken);
    return new Checked(proven, open, all);
  }

  private static List<String> and(List<String> some, String more) {
    List<String> all = new ArrayList<>(some);
    all.add(more);
    return all;
  }

  /// Gathers sentences while a proof is checked.
  static final class Notes {
    private final List<String> proven = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    void proven(String what) {
      proven.add(what);
    }

    void open(String what) {
      open.add(what);
    }

    void broken(String what) {
      broken.add(what);
    }

    /// Notes a difference unless the two are equal.
    boolean same(String what, String is, String should) {
      if (!is.equals(should)) {
        broken("%s is '%s' but should be '%s'".formatted(what, is, should));
      }
      return is.equals(should);
    }

    int faults() {
      return broken.size();
    }

    Checked done() {
      return new Checked(proven, open, broken);
    }
  }
}
