package io.tieout.door.slack;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Halts.Asked;
import io.tieout.engine.halt.Scope;
import io.tieout.engine.halt.Scopes;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Answer.Part;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Halting writes, letting them go on, and how that stands, by word: `halt all because …`, `resume
/// all because …`, `status`. No model reads these words.
final class HaltDesk {
  static final Set<Role> MAY_HALT = Set.of(Role.ADMIN, Role.CONTROLLER, Role.CFO);

  /// A reason is kept up to this; a button that says more would not be drawn.
  private static final int LONGEST_WHY = 500;

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern OURS =
      Pattern.compile("(?:halt|resume)(?:\\s.*)?|lift halt \\d+ .*|status", FLAGS);
  private static final Pattern ORDER =
      Pattern.compile("(halt|resume)\\s+(\\S+?),?\\s+because[:,]?\\s+(.+)", FLAGS);

  /// What the button of a confirmation says: it names the halt that was looked at.
  private static final Pattern LIFT = Pattern.compile("lift halt (\\d{1,18}) because (.+)", FLAGS);

  private final Deps deps;

  /// @param scopes what can be halted here
  record Deps(Database database, Halts halts, Scopes scopes) {}

  HaltDesk(Deps deps) {
    this.deps = deps;
  }

  /// Whether the words are for this desk.
  static boolean concerns(String words) {
    return OURS.matcher(plain(words)).matches();
  }

  /// Does what the person ordered, as far as they may.
  Answer answer(Member person, String words) {
    String plain = plain(words);
    if (plain.equalsIgnoreCase("status")) {
      return inTransaction(this::status);
    }
    if (MAY_HALT.stream().noneMatch(person::has)) {
      return said(
          "Writes are halted and resumed by people with the role %s. Nothing was changed."
              .formatted(
                  MAY_HALT.stream().map(Role::spoken).sorted().collect(Collectors.joining(", "))));
    }
    Halt.By by = new Halt.By("person:" + person.slackUserId(), person.name());
    Matcher lift = LIFT.matcher(plain);
    if (lift.matches()) {
      long number = Long.parseLong(lift.group(1));
      return inTransaction(sql -> lifted(sql, number, by, lift.group(2)));
    }
    Matcher order = ORDER.matcher(plain);
    return order.matches() ? ordered(order, by) : howTo();
  }

  private Answer ordered(Matcher order, Halt.By by) {
    Scope scope;
    try {
      scope = deps.scopes().named(order.group(2));
    } catch (IllegalArgumentException e) {
      return said(e.getMessage() + ". Nothing was changed.");
    }
    String why = order.group(3);
    return order.group(1).equalsIgnoreCase("halt")
        ? inTransaction(sql -> halted(sql, scope, by, why))
        : inTransaction(sql -> asked(sql, scope, why));
  }

  private Answer halted(Sql sql, Scope scope, Halt.By by, String why) {
    return switch (deps.halts().halt(sql, scope, by, why)) {
      case Asked.Halted _ ->
          said(
              "**%s are halted.** Nothing more is sent; what was on its way is looked up. Waiting now: %s."
                  .formatted(scope.spoken(), held(sql, scope)));
      case Asked.StoodAlready(Halt halt) -> said("Already so. " + sentence(halt));
    };
  }

  /// Names what would go on, and asks.
  private Answer asked(Sql sql, Scope scope, String why) {
    return Halts.of(sql, scope)
        .map(halt ->
            new Answer(
                List.of(
                    new Part.Choices(
                        "%s. Waiting, and sent once this halt is lifted as far as no other covers it: %s. Each is checked again before."
                            .formatted(sentence(halt), held(sql, scope)),
                        List.of(
                            "Lift halt %d because %s"
                                .formatted(halt.number(), Mrkdwn.cut(why, LONGEST_WHY))))),
                List.of(),
                Optional.of("Nothing goes on before you confirm")))
        .orElseGet(() -> said("'%s' is not halted. %s".formatted(scope.word(), standing(sql))));
  }

  private Answer lifted(Sql sql, long number, Halt.By by, String why) {
    return said(
        deps.halts().resume(sql, number, by, why)
            ? "Halt %d is lifted. %s".formatted(number, standing(sql))
            : "Halt %d was lifted before; nothing was changed. %s"
                .formatted(number, standing(sql)));
  }

  private Answer status(Sql sql) {
    return said(standing(sql) + " Waiting to be sent: " + held(sql, new Scope.All()) + ".");
  }

  private static String standing(Sql sql) {
    List<Halt> halts = Halts.standing(sql);
    return halts.isEmpty()
        ? "No writes are halted."
        : halts.stream().map(halt -> sentence(halt) + ".").collect(Collectors.joining(" "));
  }

  private String held(Sql sql, Scope scope) {
    return Halts.inWords(deps.halts().heldBy(sql, scope));
  }

  private static String sentence(Halt halt) {
    return halt.sentence(utc(halt.at()));
  }

  private static String utc(Instant at) {
    return at.toString().substring(0, 16).replace('T', ' ') + " UTC";
  }

  private Answer howTo() {
    return said(
        "Say what and why: halt all because …, resume all because …. Instead of all: "
            + deps.scopes().all().stream()
                .skip(1)
                .map(Scope::word)
                .collect(Collectors.joining(", "))
            + ". Nothing was changed.");
  }

  private Answer inTransaction(java.util.function.Function<Sql, Answer> work) {
    return deps.database().inTransaction(work);
  }

  private static Answer said(String text) {
    return new Answer(List.of(new Part.Paragraph(text)), List.of(), Optional.empty());
  }

  /// Without the quotes a pressed choice is said in.
  private static String plain(String words) {
    return words.strip().replaceAll("^“|”$", "").strip();
  }
}
