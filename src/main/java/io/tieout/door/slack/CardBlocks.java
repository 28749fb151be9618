package io.tieout.door.slack;

import io.tieout.engine.approval.RequestView;
import io.tieout.engine.approval.Vote;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.change.Change;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Source;
import io.tieout.fact.ledger.InvoiceDraft;
import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Draws the card of an approval request, risk first, from the tables' values alone.
///
/// When something does not fit on the card, approving moves into a window that shows all of it.
final class CardBlocks {
  static final String APPROVE = "approve";
  static final String REJECT = "reject";
  static final String DETAILS = "details";
  static final String UNDO = "undo";
  static final String EDIT = "edit";
  static final String ASK = "ask";
  static final String ANSWER = "answer_question";
  static final String ADD = "add_approver";
  private static final int LINES_ON_CARD = 5;
  private static final int REMARKS_ON_CARD = 4;
  private static final int EVIDENCE_ON_CARD = 8;
  private static final int DESCRIPTION = 150;
  private static final int VOTES = 6;
  private static final int DIFFERENCES = 8;

  private final Supplier<Directory> people;

  CardBlocks(Supplier<Directory> people) {
    this.people = people;
  }

  /// The message's text for notifications and readers that show no blocks.
  String fallback(RequestView view) {
    return CardWords.headline(view) + ": " + CardWords.brief(view.proposal().change());
  }

  List<Json.Obj> draw(RequestView view) {
    return draw(view, List.of());
  }

  /// @param halts those that keep the change from being sent, or a part of it
  List<Json.Obj> draw(RequestView view, List<Halt> halts) {
    Change change = view.proposal().change();
    boolean undecided = view.state().undecided();
    List<Json.Obj> blocks = new ArrayList<>();
    blocks.add(Blocks.header(CardWords.headline(view)));
    if (undecided || underWay(view)) {
      blocks.addAll(Blocks.sections(halts.stream().map(CardWords::halt).toList()));
    }
    blocks.add(Blocks.section(undecided ? CardWords.what(change) : brief(change)));
    if (undecided) {
      blocks.addAll(
          some(view.proposal().remarks(), REMARKS_ON_CARD, CardBlocks::remark, "more remarks"));
    } else {
      blocks.addAll(outcome(view));
    }
    blocks.addAll(content(change, undecided));
    if (undecided) {
      evidence(view, blocks);
      blocks.add(Blocks.context(why(view)));
      view.round().question().map(RoundWords::question).map(Blocks::section).ifPresent(blocks::add);
      blocks.addAll(outcome(view));
    }
    if (view.state() == ProposalState.WAITING) {
      blocks.add(buttons(view));
    }
    if (undoable(view)) {
      blocks.add(Blocks.actions(List.of(Blocks.button(UNDO, "Undo …", value(view)).build())));
    }
    blocks.add(Blocks.context(small(view)));
    return List.copyOf(blocks);
  }

  private static boolean underWay(RequestView view) {
    return view.state() == ProposalState.APPROVED || view.state() == ProposalState.EXECUTING;
  }

  /// The card while a click is being worked on: the same without its buttons.
  List<Json.Obj> drawBusy(RequestView view, String who) {
    List<Json.Obj> blocks = new ArrayList<>(draw(view));
    blocks.removeIf(block -> block.text("type").equals("actions"));
    blocks.add(
        blocks.size() - 1,
        Blocks.section(
            ":hourglass_flowing_sand: Processing the decision of "
                + Mrkdwn.escaped(who, CardWords.NAME)
                + " …"));
    return List.copyOf(blocks);
  }

  static String remark(String remark) {
    return ":warning: " + Mrkdwn.cutMarked(Mrkdwn.sentence(remark), CardWords.REMARK);
  }

  private static String brief(Change change) {
    String brief = CardWords.brief(change);
    return Character.toUpperCase(brief.charAt(0)) + brief.substring(1);
  }

  private static List<Json.Obj> content(Change change, boolean undecided) {
    return switch (change) {
      case Change.Govern c ->
          some(
              c.differences(),
              DIFFERENCES,
              d -> "• " + Mrkdwn.escaped(d, CardWords.REMARK),
              "more differences");
      case Change.CreateInvoice c -> {
        List<Json.Obj> blocks = new ArrayList<>();
        blocks.add(Blocks.fields(facts(c)));
        blocks.addAll(lines(c.invoice(), undecided));
        yield blocks;
      }
      case Change.DraftInvoice(Change.CreateInvoice c) -> content(c, undecided);
      case Change.DiscardDraft c ->
          List.of(
              Blocks.fields(
                  List.of(
                      CardWords.fact("Deal", Mrkdwn.escaped(c.dealName(), CardWords.NAME)),
                      CardWords.fact("Why", Mrkdwn.escaped(c.because(), CardWords.REMARK)))));
      case Change.UpdateDealFinance c -> {
        List<String> facts = CardWords.finance(c.finance());
        yield facts.isEmpty() ? List.of() : List.of(Blocks.fields(facts));
      }
      case Change.UndoInvoice c ->
          List.of(
              Blocks.fields(
                  List.of(
                      CardWords.fact("Deal", Mrkdwn.escaped(c.dealName(), CardWords.NAME)),
                      CardWords.fact("Total", Amounts.text(c.invoice().total())),
                      CardWords.fact("Why", Mrkdwn.escaped(c.because(), CardWords.REMARK)))));
      case Change.UndoUpdate c -> {
        List<String> facts = CardWords.finance(c.former());
        yield facts.isEmpty() ? List.of() : List.of(Blocks.fields(facts));
      }
    };
  }

  private static List<String> facts(Change.CreateInvoice change) {
    InvoiceDraft draft = change.invoice();
    boolean isNew = change.customer() instanceof Change.Billed.New;
    List<String> facts = new ArrayList<>();
    facts.add(CardWords.fact("Deal", Mrkdwn.escaped(change.dealName(), CardWords.NAME)));
    facts.add(
        CardWords.fact(
            "Customer",
            Mrkdwn.escaped(change.customer().displayName(), CardWords.NAME)
                + (isNew ? " (new, will be created)" : "")));
    facts.addAll(CardWords.sums(draft, CardWords.system(change.ledger())));
    facts.add(CardWords.fact("Invoice date", draft.issued().toString()));
    facts.add(CardWords.fact("Due", draft.due().toString()));
    facts.add(
        CardWords.fact(
            "Bill goes to",
            draft
                .email()
                .map(e -> Mrkdwn.escaped(e, CardWords.NAME))
                .orElse("nobody, no billing e-mail in the CRM")));
    facts.add(
        CardWords.fact(
            "Attachment",
            change
                .quotePdf()
                .map(q -> Mrkdwn.escaped(q.fileName(), CardWords.NAME))
                .orElse("none")));
    return List.copyOf(facts);
  }

  private static List<Json.Obj> lines(InvoiceDraft draft, boolean undecided) {
    List<String> out = new ArrayList<>();
    out.add("*Lines*");
    draft.lines().stream()
        .limit(LINES_ON_CARD)
        .forEach(line -> out.add(CardWords.line(line, DESCRIPTION)));
    int left = draft.lines().size() - LINES_ON_CARD;
    if (left > 0) {
      String where = undecided ? "review all lines to approve" : "all stand on the invoice";
      out.add("… and %d more; %s".formatted(left, where));
    }
    return Blocks.sections(out);
  }

  private static void evidence(RequestView view, List<Json.Obj> blocks) {
    String evidence =
        view.proposal().evidence().stream()
            .limit(EVIDENCE_ON_CARD)
            .map(CardWords::evidence)
            .collect(Collectors.joining("  ·  "));
    if (!evidence.isEmpty()) {
      blocks.add(Blocks.context(evidence));
    }
  }

  private static String why(RequestView view) {
    Ruling ruling = view.ruling();
    String reasons =
        ruling.because().stream()
            .map(hit -> Mrkdwn.escaped(hit.sentence(), CardWords.REMARK))
            .collect(Collectors.joining("; "));
    return "%sWhy: %s (policy %s)."
        .formatted(
            RoundWords.asked(view),
            reasons.isEmpty() ? "no rule applies" : Mrkdwn.cutMarked(reasons, 1_500),
            Mrkdwn.escaped(ruling.policyVersion(), 80));
  }

  /// Who decided and why, what moved, and how far the work is.
  private static List<Json.Obj> outcome(RequestView view) {
    List<String> said = new ArrayList<>();
    view.votes().reversed().stream().limit(VOTES).forEach(vote -> said.addFirst(vote(vote)));
    boolean votesTell =
        !view.votes().isEmpty()
            && view.state() != ProposalState.VOIDED
            && view.state() != ProposalState.FAILED;
    if (!votesTell && !view.state().undecided()) {
      view.settledWhy().ifPresent(why -> said.add(Mrkdwn.escaped(why, 2 * CardWords.REMARK)));
    }
    view.differences().stream()
        .limit(DIFFERENCES)
        .map(Source.Difference::sentence)
        .map(s -> ":twisted_rightwards_arrows: " + Mrkdwn.escaped(s, CardWords.REMARK))
        .forEach(said::add);
    int left = view.differences().size() - DIFFERENCES;
    if (left > 0) {
      said.add("… and %d more differences".formatted(left));
    }
    view.progress().stream().map(CardWords::step).forEach(said::add);
    return Blocks.sections(said);
  }

  private static String vote(Vote vote) {
    boolean yes = vote.choice() == Vote.Choice.APPROVE;
    return "%s by %s %s%s"
        .formatted(
            yes ? ":white_check_mark: Approved" : ":x: Rejected",
            Mrkdwn.escaped(vote.spoken(), CardWords.NAME),
            CardWords.at(vote.at()),
            vote.reason().map(r -> ": " + Mrkdwn.escaped(r, 2 * CardWords.REMARK)).orElse(""));
  }

  /// Whether the card offers to ask for an undo; whether it is possible is found out then.
  static boolean undoable(RequestView view) {
    return view.state() == ProposalState.DONE
        && view.proposal().change() instanceof Change.CreateInvoice;
  }

  private static String value(RequestView view) {
    return Json.object()
        .put("request", view.requestId())
        .put("digest", view.digest())
        .build()
        .print();
  }

  private static Json.Obj buttons(RequestView view) {
    String value = value(view);
    List<Json.Obj> buttons = new ArrayList<>();
    buttons.add(
        whole(view)
            ? Blocks.button(APPROVE, "Approve", value).put("style", "primary").build()
            : Blocks.button(DETAILS, "Review to approve", value).put("style", "primary").build());
    if (EditWindow.editable(view)) {
      buttons.add(Blocks.button(EDIT, "Edit …", value).build());
    }
    if (view.round().question().isPresent()) {
      buttons.add(Blocks.button(ANSWER, "Answer …", value).build());
    } else {
      buttons.add(Blocks.button(ASK, "Ask …", value).build());
    }
    buttons.add(Blocks.button(ADD, "Add approver …", value).build());
    buttons.add(Blocks.button(REJECT, "Reject …", value).put("style", "danger").build());
    return Blocks.actions(buttons);
  }

  /// Whether the card shows everything there is to judge, and a click on it is enough.
  static boolean whole(RequestView view) {
    if (stepUp(view)) {
      return false;
    }
    List<InvoiceLine> lines =
        view.proposal().change() instanceof Change.CreateInvoice c
            ? c.invoice().lines()
            : List.of();
    if (view.proposal().change() instanceof Change.Govern govern
        && (govern.differences().size() > DIFFERENCES
            || !govern.differences().stream().allMatch(d -> fits(d, CardWords.REMARK)))) {
      return false;
    }
    List<String> remarks = view.proposal().remarks();
    List<Evidence> evidence = view.proposal().evidence();
    return lines.size() <= LINES_ON_CARD
        && lines.stream().allMatch(l -> fits(l.description(), DESCRIPTION))
        && remarks.size() <= REMARKS_ON_CARD
        && remarks.stream().allMatch(r -> Mrkdwn.sentence(r).length() <= CardWords.REMARK)
        && evidence.size() <= EVIDENCE_ON_CARD
        && evidence.stream().allMatch(e -> fits(e.value(), CardWords.NAME));
  }

  /// Whether approving takes the amount, typed by hand.
  static boolean stepUp(RequestView view) {
    return view.ruling() instanceof Ruling.Ask ask && ask.care().stepUp();
  }

  private static boolean fits(String text, int most) {
    return Mrkdwn.escaped(text).length() <= most;
  }

  /// The first of the things as sections, and how many there are besides.
  private static <T> List<Json.Obj> some(
      List<T> things, int most, Function<T, String> words, String rest) {
    List<String> lines = new ArrayList<>(things.stream().limit(most).map(words).toList());
    if (things.size() > most) {
      lines.add("… and %d %s".formatted(things.size() - most, rest));
    }
    return Blocks.sections(lines);
  }

  private static String until(RequestView view) {
    return view.round().question().isPresent()
        ? "  ·  the time stands still"
        : view.deadline().map(d -> "  ·  decide until " + CardWords.at(d)).orElse("");
  }

  private String small(RequestView view) {
    String until = view.state() == ProposalState.WAITING ? until(view) : "";
    return "%s  ·  requested by %s  ·  asked %s%s  ·  digest %s"
        .formatted(
            Mrkdwn.escaped(view.proposal().id(), 80),
            CardWords.requester(view.proposal().requestedBy(), people.get()),
            CardWords.at(view.askedAt()),
            until,
            Mrkdwn.escaped(Mrkdwn.cut(view.digest(), 13)));
  }
}
