package io.tieout.engine.halt;

import io.tieout.engine.db.Sql;
import java.util.List;

/// The work that halts hold up.
public interface Backlog {
  /// What waits to be sent, whether a halt stops it or not.
  List<Waiting> waiting(Sql sql);

  /// The halts are others now: cards say so, and what may go on is looked at again at once.
  void changed(Sql sql);
}
