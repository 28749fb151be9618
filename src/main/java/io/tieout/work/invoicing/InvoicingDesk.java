package io.tieout.work.invoicing;

import io.tieout.fact.party.Actor;
import java.util.List;

/// Where somebody asks for a deal to be invoiced. Asking proposes; it posts nothing.
@FunctionalInterface
public interface InvoicingDesk {
  /// Looks at the deal now and proposes its invoice when that is possible.
  Outcome propose(String dealId, Actor by);

  /// What came of it; `words` is for people.
  sealed interface Outcome {
    String words();

    /// A proposal was filed; `requestId` is empty when policy asks nobody.
    record Proposed(String proposalId, String requestId, String words) implements Outcome {}

    /// The same proposal is waiting for approval, or is being carried out.
    record Standing(String proposalId, String words) implements Outcome {}

    /// The deal has its invoice.
    record Invoiced(String words) implements Outcome {}

    /// People must settle these findings first.
    record Blocked(List<String> findingIds, String words) implements Outcome {
      public Blocked {
        findingIds = List.copyOf(findingIds);
      }
    }

    /// Nothing to invoice now.
    record NotYet(String words) implements Outcome {}

    /// Policy, or a person before, said no to just this.
    record Refused(String words) implements Outcome {}

    /// No connected CRM has the deal.
    record Unknown(String words) implements Outcome {}
  }
}
