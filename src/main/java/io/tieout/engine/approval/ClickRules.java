package io.tieout.engine.approval;

import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether a click may count. Pure: everything it looks at is handed in.
final class ClickRules {
  private ClickRules() {}

  /// @param member who clicked, as the directory knows them at the click
  record Case(
      Requests.Request request,
      Filed filed,
      List<Vote> votes,
      Click click,
      Vote.Choice choice,
      Optional<Member> member,
      Instant now) {}

  /// Why the click does not count; empty when it does.
  static Optional<Verdict> refusal(Case c) {
    return settled(c).or(() -> person(c)).or(() -> content(c));
  }

  /// Too late is only for approving: a "no" is welcome even after the deadline.
  private static Optional<Verdict> settled(Case c) {
    ProposalState state = c.filed().state();
    boolean approving = c.choice() == Vote.Choice.APPROVE;
    if (state == ProposalState.EXPIRED) {
      return approving ? Optional.of(new Verdict.Expired()) : Optional.empty();
    }
    return state == ProposalState.WAITING
        ? Optional.empty()
        : Optional.of(new Verdict.AlreadySettled(state, c.filed().why()));
  }

  private static Optional<Verdict> person(Case c) {
    Role needed = new Role(c.request().role());
    String person = c.click().personId();
    if (c.member().filter(m -> m.has(needed)).isEmpty()) {
      return no(
          "only people with the role %s may decide this, and you do not have it"
              .formatted(needed.spoken()));
    }
    if (c.choice() == Vote.Choice.APPROVE
        && c.filed().proposal().requestedBy().isSamePersonAs(person)) {
      return no("you asked for this yourself; somebody else must approve it");
    }
    if (c.votes().stream().anyMatch(v -> v.personId().equals(person))) {
      return no("you have decided on this already; the next vote must be somebody else's");
    }
    return Optional.empty();
  }

  private static Optional<Verdict> content(Case c) {
    if (!c.click().shownDigest().equals(c.request().digest())) {
      return Optional.of(new Verdict.OtherDigest());
    }
    return switch (c.choice()) {
      case APPROVE ->
          c.now().isBefore(c.request().deadline())
              ? Optional.empty()
              : Optional.of(new Verdict.Expired());
      case REJECT ->
          c.click().reason().isPresent()
              ? Optional.empty()
              : no("a rejection needs a reason; please say why");
    };
  }

  private static Optional<Verdict> no(String why) {
    return Optional.of(new Verdict.NotAllowed(why));
  }
}
