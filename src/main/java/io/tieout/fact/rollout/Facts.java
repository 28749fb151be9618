package io.tieout.fact.rollout;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.change.Source;
import io.tieout.fact.party.Address;
import io.tieout.fact.party.Countries;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where in the business something belongs, by which its phase is found.
///
/// @param productLines those of its lines; a line without one is left out of it
/// @param plainLine whether some line has no product line, or the lines are not known
/// @param country ISO 3166 alpha-2, of the billing address
public record Facts(
    Workflow workflow,
    Optional<String> book,
    Set<String> productLines,
    boolean plainLine,
    Optional<String> country,
    Optional<String> state) {
  public Facts {
    productLines = Set.copyOf(productLines);
  }

  /// Of a deal that is to be invoiced.
  ///
  /// @param book empty where nobody knows yet
  /// @param lines the product line of each line; empty text where it has none
  public static Facts ofDeal(Optional<String> book, Collection<String> lines, Address billing) {
    return new Facts(
        Workflow.INVOICING,
        book,
        lines.stream().filter(l -> !l.isBlank()).collect(Collectors.toSet()),
        lines.isEmpty() || lines.stream().anyMatch(String::isBlank),
        Countries.code(billing.country()),
        billing.region());
  }

  /// Of a proposal; empty for one that only takes something of ours back or governs decisions,
  /// which no phase holds up.
  public static Optional<Facts> of(Proposal proposal) {
    return switch (proposal.change()) {
      case Change.CreateInvoice invoice -> Optional.of(invoicing(proposal, invoice));
      case Change.DraftInvoice(Change.CreateInvoice invoice) ->
          Optional.of(invoicing(proposal, invoice));
      case Change.UpdateDealFinance _ ->
          Optional.of(
              new Facts(
                  Workflow.PAYMENTS,
                  book(proposal.sources()),
                  Set.of(),
                  true,
                  Optional.empty(),
                  Optional.empty()));
      case Change.Govern _, Change.DiscardDraft _, Change.UndoInvoice _, Change.UndoUpdate _ ->
          Optional.empty();
    };
  }

  private static Facts invoicing(Proposal proposal, Change.CreateInvoice invoice) {
    List<String> lines =
        proposal.sources().stream()
            .filter(source -> source.kind().equals("deal line"))
            .map(source -> source.fields().getOrDefault("product line", ""))
            .toList();
    return ofDeal(Optional.of(invoice.book()), lines, invoice.invoice().billing());
  }

  /// Books are the sources whose system is a place, such as `quickbooks/main`.
  private static Optional<String> book(List<Source> sources) {
    return sources.stream()
        .map(Source::system)
        .filter(system -> system.indexOf('/') > 0)
        .map(system -> system.substring(system.indexOf('/') + 1))
        .findFirst();
  }

  /// Each product line by itself, and what has none.
  List<Optional<String>> lines() {
    List<Optional<String>> all =
        productLines.stream().sorted().map(Optional::of).collect(Collectors.toList());
    if (plainLine || all.isEmpty()) {
      all.add(Optional.empty());
    }
    return all;
  }
}
