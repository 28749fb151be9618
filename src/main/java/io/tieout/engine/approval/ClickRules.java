package io.tieout.engine.approval;

import io.tieout.engine.approval.Eligible.Candidate;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.party.Member;
import io.tieout.value.money.Amounts;
import java.util.Optional;
import org.joda.money.Money;

/// Whether a click may count. Pure: everything it looks at is handed in.
final class ClickRules {
  private ClickRules() {}

  /// What somebody wants to do with a request.
  enum Wish {
    APPROVE,
    REJECT,
    EDIT,
    ASK
  }

  /// A click and all it is judged by.
  ///
  /// @param member who clicked, as the directory knows them at the click
  record Case(Dossier dossier, Click click, Wish wish, Optional<Member> member, Eligible eligible) {
    ProposalState state() {
      return dossier.filed().state();
    }
  }

  /// Why the click does not count; empty when it does.
  static Optional<Verdict> refusal(Case c) {
    return settled(c).or(() -> person(c)).or(() -> content(c));
  }

  /// Too late is only for doing it: a "no" is welcome even after the deadline.
  private static Optional<Verdict> settled(Case c) {
    if (c.state() == ProposalState.EXPIRED) {
      return c.wish() == Wish.REJECT ? Optional.empty() : Optional.of(new Verdict.Expired());
    }
    return c.state() == ProposalState.WAITING
        ? Optional.empty()
        : Optional.of(new Verdict.AlreadySettled(c.state(), c.dossier().filed().why()));
  }

  private static Optional<Verdict> person(Case c) {
    String person = c.click().personId();
    if (c.member().isEmpty()) {
      return no("I do not know you: only people an administrator has listed may decide");
    }
    Optional<Candidate> seat =
        switch (c.wish()) {
          case REJECT -> c.eligible().rejecting(person);
          case APPROVE, EDIT, ASK -> c.eligible().seat(person);
        };
    if (seat.isEmpty()) {
      return no(notAsked(c));
    }
    return switch (c.wish()) {
      case REJECT, ASK -> Optional.empty();
      case APPROVE, EDIT ->
          c.eligible().obstacle(seat.get().standing()).map(Verdict.NotAllowed::new);
    };
  }

  private static String notAsked(Case c) {
    Optional<Stage> now = c.dossier().course().now();
    String asked = now.map(stage -> stage.layer().spoken()).orElse("nobody");
    boolean voted =
        c.dossier().course().votes().stream()
            .anyMatch(v -> v.personId().equals(c.click().personId()));
    return voted
        ? "you have decided on this already; now it waits for " + asked
        : "this waits for %s now, and you are not among them".formatted(asked);
  }

  private static Optional<Verdict> content(Case c) {
    if (!c.click().shownDigest().equals(c.dossier().request().digest())) {
      return Optional.of(new Verdict.OtherDigest());
    }
    return switch (c.wish()) {
      case APPROVE -> stepUp(c);
      case REJECT -> said(c, "a rejection needs a reason; please say why");
      case EDIT -> said(c, "an edit needs a reason; please say why");
      case ASK -> said(c, "please write your question");
    };
  }

  private static Optional<Verdict> said(Case c, String otherwise) {
    return c.click().reason().isPresent() ? Optional.empty() : no(otherwise);
  }

  /// What takes more than a click takes the amount, typed by hand.
  private static Optional<Verdict> stepUp(Case c) {
    if (!c.dossier().course().ask().care().stepUp()) {
      return Optional.empty();
    }
    Money amount = Shown.amount(c.dossier().proposal());
    Optional<String> typed = c.click().typedAmount();
    if (typed.isEmpty()) {
      return no(
          "an approval of this size needs the amount typed: open the card's window and type it");
    }
    return Shown.isAmount(typed.get(), amount)
        ? Optional.empty()
        : no(
            "the amount you typed, “%s”, is not %s; nothing was decided"
                .formatted(typed.get(), Amounts.text(amount)));
  }

  private static Optional<Verdict> no(String why) {
    return Optional.of(new Verdict.NotAllowed(why));
  }
}
