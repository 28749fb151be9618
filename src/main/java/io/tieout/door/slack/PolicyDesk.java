package io.tieout.door.slack;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Questions about the policy, by word: `policy why INV-1001`, `policy test invoice USD 12000 new
/// customer`, `policy show`. No model reads these words.
final class PolicyDesk {
  /// Who may see invoices and their amounts otherwise.
  static final Set<Role> MAY_ASK =
      Set.of(Role.SALES_OPS, Role.AR_CLERK, Role.CONTROLLER, Role.CFO, Role.ADMIN, Role.AUDITOR);

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern OURS =
      Pattern.compile("policy(?:\\s+(?:why|test|show)\\b.*)?", FLAGS);
  private static final Pattern ORDER =
      Pattern.compile("policy\\s+(?:(why|test)\\s+(.+?)|(show))\\s*\\??", FLAGS);

  /// A message holds no more of it.
  private static final int LONGEST = 2_900;

  private final PolicyPort port;

  PolicyDesk(PolicyPort port) {
    this.port = port;
  }

  /// Whether the words are for this desk.
  static boolean concerns(String words) {
    return OURS.matcher(words.strip()).matches();
  }

  Answer answer(Member person, String words) {
    if (MAY_ASK.stream().noneMatch(person::has)) {
      return said(
          "The policy is explained to people with the role %s."
              .formatted(
                  MAY_ASK.stream().map(Role::spoken).sorted().collect(Collectors.joining(", "))));
    }
    Matcher order = ORDER.matcher(words.strip());
    if (!order.matches()) {
      return said(
          "Ask: policy why INV-1001, with an invoice's number, a deal's id or name, or a proposal's id; policy test invoice USD 12000 new customer discount 25; or policy show. Nothing is changed by it.");
    }
    return said(
        Mrkdwn.cut(
            String.join(
                "\n",
                order.group(3) == null
                    ? asked(order.group(1).toLowerCase(Locale.ROOT), order.group(2).strip())
                    : port.show()),
            LONGEST));
  }

  private List<String> asked(String verb, String about) {
    return verb.equals("why") ? port.why(about) : port.test(about);
  }

  private static Answer said(String text) {
    return new Answer(List.of(new Part.Paragraph(text)), List.of(), Optional.empty());
  }
}
