package io.tieout.door.slack;

import io.tieout.engine.approval.Click;
import io.tieout.engine.approval.Verdict;
import io.tieout.fact.change.InvoiceEdit;

/// Where an approver's edit of a proposed invoice goes. What they made of it is proposed, and
/// others approve it.
@FunctionalInterface
public interface EditPort {
  /// What came of it.
  ///
  /// @param click by the editor, with their reason
  Verdict edit(Click click, InvoiceEdit edit);
}
