package io.tieout.work.undo;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Source;
import java.util.List;

/// What reading the outside led to.
sealed interface Judged {
  /// This would undo it.
  ///
  /// @param remarks what is unusual
  record Ready(Change change, List<Source> sources, List<Evidence> evidence, List<String> remarks)
      implements Judged {
    public Ready {
      sources = List.copyOf(sources);
      evidence = List.copyOf(evidence);
      remarks = List.copyOf(remarks);
    }
  }

  /// It cannot be undone, or there is nothing to undo.
  record No(String why) implements Judged {}
}
