package io.tieout.door.slack;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asking for something to be undone, by word: `undo INV-1001 because …`, or by the button of a
/// card. No model reads these words.
final class UndoDesk {
  /// Asking only proposes, so the clerks who work with invoices may; others approve it.
  static final Set<Role> MAY_ASK = Set.of(Role.AR_CLERK, Role.CONTROLLER, Role.CFO, Role.ADMIN);

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern OURS = Pattern.compile("undo(?:\\s.*)?", FLAGS);
  private static final Pattern ORDER =
      Pattern.compile("undo\\s+(.+?)(?:,?\\s+because[:,]?\\s+(.+))?", FLAGS);

  private final UndoPort port;

  UndoDesk(UndoPort port) {
    this.port = port;
  }

  /// Whether the words are for this desk.
  static boolean concerns(String words) {
    return OURS.matcher(words.strip()).matches();
  }

  Answer answer(Member person, String words) {
    Matcher order = ORDER.matcher(words.strip());
    return said(
        order.matches()
            ? asked(person, order.group(1).strip(), Optional.ofNullable(order.group(2)))
            : "Say what and why: undo INV-1001 because …, with an invoice's number, a deal's id or a proposal's id. Nothing was changed.");
  }

  /// What came of it, or that the person may not ask.
  String asked(Member person, String name, Optional<String> because) {
    return MAY_ASK.stream().anyMatch(person::has)
        ? port.ask(name, person.slackUserId(), because)
        : "Undoing is asked for by people with the role %s. Nothing was changed."
            .formatted(
                MAY_ASK.stream().map(Role::spoken).sorted().collect(Collectors.joining(", ")));
  }

  private static Answer said(String text) {
    return new Answer(List.of(new Part.Paragraph(text)), List.of(), Optional.empty());
  }
}
