package io.tieout.fact.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What became of the proposals of a class, and whether it earned, or lost, its autonomy.
///
/// @param straight agreements in a row since the last disagreement that have settled
/// @param disagreement the newest one that counts
public record Streak(int straight, Optional<Case> disagreement) {
  /// One decided proposal of the class.
  ///
  /// @param at when it was decided, or came apart
  /// @param what for people: `invoice of “Acme renewal” (P-1)`
  public record Case(String proposalId, Instant at, Outcome outcome, String what) {}

  /// How it ended.
  public enum Outcome {
    /// Approved as proposed and not touched in the books since.
    AGREED("approved"),
    REJECTED("rejected"),
    EDITED("edited before it was approved"),
    DRIFTED("changed in the books afterwards"),
    UNDONE("taken back");

    private final String spoken;

    Outcome(String spoken) {
      this.spoken = spoken;
    }

    public String spoken() {
      return spoken;
    }
  }

  public static Streak of(AutonomyClass of, List<Case> cases, Instant now) {
    List<Case> counting =
        cases.stream()
            .filter(c -> of.countsFrom().map(c.at()::isAfter).orElse(true))
            .sorted(Comparator.comparing(Case::at))
            .toList();
    Optional<Case> last =
        counting.reversed().stream().filter(c -> c.outcome() != Outcome.AGREED).findFirst();
    Instant settled = now.minus(Duration.ofDays(of.settleDays()));
    long straight =
        counting.stream()
            .filter(c -> c.outcome() == Outcome.AGREED && !c.at().isAfter(settled))
            .filter(c -> last.map(l -> c.at().isAfter(l.at())).orElse(true))
            .count();
    return new Streak(Math.toIntExact(straight), last);
  }

  /// Whether people should be asked to grant it.
  public boolean earned(AutonomyClass of) {
    return of.granted().isEmpty() && straight >= of.after();
  }

  /// What takes a granted autonomy back: the first disagreement since.
  public Optional<Case> lost(AutonomyClass of) {
    return of.granted().flatMap(granted -> disagreement.filter(d -> d.at().isAfter(granted.at())));
  }
}
