package io.tieout.door.slack;

import io.tieout.engine.approval.Approvals;
import io.tieout.engine.approval.RequestView;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.fact.party.Directory;
import io.tieout.value.json.Json;
import java.util.Set;
import java.util.function.Supplier;

/// Opens the window of a card's button at once: Slack allows three seconds for it, and it changes
/// nothing. Whether somebody may do what they then send is judged when it is sent.
final class Windows {
  /// The buttons that open one.
  static final Set<String> BUTTONS =
      Set.of(
          CardBlocks.REJECT,
          CardBlocks.DETAILS,
          CardBlocks.UNDO,
          CardBlocks.ASK,
          CardBlocks.ANSWER,
          CardBlocks.ADD,
          CardBlocks.EDIT);

  private final SlackClient client;
  private final Approvals approvals;
  private final Supplier<Directory> people;

  Windows(SlackClient client, Approvals approvals, Supplier<Directory> people) {
    this.client = client;
    this.approvals = approvals;
    this.people = people;
  }

  RequestView request(String id) {
    return approvals.view(id);
  }

  void open(String triggerId, String button, String value) {
    RequestView view = approvals.view(Json.parseObj(value).text("request"));
    client.openView(
        triggerId, open(view, button) ? window(view, button, value) : Modals.settled(view));
  }

  /// A "no" is welcome after the deadline, everything else is not.
  private static boolean open(RequestView view, String button) {
    return switch (button) {
      case CardBlocks.UNDO -> CardBlocks.undoable(view);
      case CardBlocks.REJECT ->
          view.state() == ProposalState.WAITING || view.state() == ProposalState.EXPIRED;
      case CardBlocks.EDIT -> view.state() == ProposalState.WAITING && EditWindow.editable(view);
      default -> view.state() == ProposalState.WAITING;
    };
  }

  private Json.Obj window(RequestView view, String button, String value) {
    return switch (button) {
      case CardBlocks.REJECT -> Modals.rejecting(view, value);
      case CardBlocks.UNDO -> Modals.undoing(view, value);
      case CardBlocks.EDIT -> EditWindow.draw(view, value);
      case CardBlocks.ASK -> TalkModals.asking(view, value);
      case CardBlocks.ANSWER -> TalkModals.answering(view, value);
      case CardBlocks.ADD -> TalkModals.adding(view, value, people.get().members());
      case String _ -> Modals.reviewing(view, value);
    };
  }
}
