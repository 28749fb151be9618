package io.tieout.fact.check;

import java.util.List;

/// Something that can tell whether everything it relies on is set. A connector that also implements
/// this is asked by `./tieout check`.
public interface Checkable {
  /// Looks at every setting and permission, changes nothing, and never throws for what it finds: a
  /// log-in that fails is a failed check, and what depends on it is left out.
  List<Check> checks();
}
