package io.tieout.engine.erasure;

import io.tieout.engine.db.Sql;
import io.tieout.engine.proposal.ErasedProposals;
import io.tieout.engine.proposal.ErasedProposals.Standing;
import io.tieout.engine.retention.RetentionSettings;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells what may be done with what belongs to a proposal: nothing while it is open, nothing when
/// something was written for it, since then it shows how the books came to be as they are (Art.
/// 17(3)(b) GDPR), and otherwise everything.
final class Records {
  private final Sql sql;
  private final RetentionSettings retention;
  private final Map<String, Optional<Standing>> known = new HashMap<>();

  Records(Sql sql, RetentionSettings retention) {
    this.sql = sql;
    this.retention = retention;
  }

  /// What may be done with something.
  sealed interface Fate {
    /// It goes.
    record Erased() implements Fate {}

    /// It is still worked with.
    record Busy() implements Fate {}

    /// It stays until the end of that day at least.
    record Kept(LocalDate until) implements Fate {}
  }

  Fate of(Standing standing) {
    if (standing.worked()) {
      return new Fate.Kept(retention.recordsKeptUntil(standing.filedAt()));
    }
    return standing.open() ? new Fate.Busy() : new Fate.Erased();
  }

  /// The strictest of what the references that are proposals say.
  Fate of(List<String> references) {
    Fate fate = new Fate.Erased();
    for (String reference : references) {
      Fate one = standing(reference).map(this::of).orElse(new Fate.Erased());
      fate = rank(one) > rank(fate) ? one : fate;
    }
    return fate;
  }

  private Optional<Standing> standing(String id) {
    return known.computeIfAbsent(
        id, key -> ErasedProposals.standing(sql, List.of(key)).stream().findFirst());
  }

  private static int rank(Fate fate) {
    return switch (fate) {
      case Fate.Erased _ -> 0;
      case Fate.Busy _ -> 1;
      case Fate.Kept _ -> 2;
    };
  }
}
