package io.tieout.engine.inbox;

import io.tieout.engine.db.Sql;

/// Tells people of a signal that was tried in vain and is no longer tried. Runs in the transaction
/// that sets it aside.
@FunctionalInterface
public interface SetAside {
  void setAside(Sql sql, StoredSignal signal, String why);
}
