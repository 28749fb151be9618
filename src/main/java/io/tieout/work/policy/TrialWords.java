package io.tieout.work.policy;

import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.policy.Case;
import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.Ruling;
import io.tieout.fact.policy.Ruling.RuleHit;
import io.tieout.fact.policy.Trial;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a policy says of a made-up case, in words.
///
/// @param which policy, for people: `policy default-4, in force as version 1`
/// @param people empty of members when nobody is known
public record TrialWords(Policy policy, String which, Directory people, Instant now, ZoneId zone) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

  /// A line each, without an end.
  public List<String> told(Case asked) {
    Trial trial = Trial.of(policy, asked);
    List<String> lines = new ArrayList<>();
    lines.add("%s, by %s:".formatted(MadeUp.spoken(asked), which));
    switch (trial.ruling()) {
      case Ruling.Proceed _ -> lines.add("It is done without asking anybody.");
      case Ruling.Refuse _ -> lines.add("It is refused: nobody can approve it.");
      case Ruling.Ask ask -> asking(asked, ask, lines);
    }
    lines.add("Rules that apply:");
    for (RuleHit hit : trial.ruling().because()) {
      lines.add("  %s: %s".formatted(hit.ruleId(), hit.sentence()));
    }
    if (!trial.near().isEmpty()) {
      lines.add("Rules that do not apply, by one condition:");
      trial.near().forEach(near -> lines.add("  " + near(near)));
    }
    return lines;
  }

  private static String near(Trial.NearMiss near) {
    return "%s would apply %s; then %s"
        .formatted(
            near.ruleId(),
            near.lacks(),
            near.changes() ? "it is " + RulingWords.spoken(near.then()) : "nothing changes");
  }

  private void asking(Case asked, Ruling.Ask ask, List<String> lines) {
    Asked who = new Asked(people, asked.circumstances().amount(), now);
    lines.add(
        ask.layers().size() == 1
            ? "People are asked first:"
            : "People are asked first, one layer after the other:");
    int number = 1;
    for (Layer layer : ask.layers()) {
      lines.add(
          "  %d. %s%s"
              .formatted(
                  number++,
                  layer.spoken(),
                  people.members().isEmpty() ? "" : ": " + who.spoken(layer)));
    }
    lines.add(time(ask, who));
    backups(ask).forEach(lines::add);
    lines.add(
        "Approving takes %s; it %s."
            .formatted(
                ask.care().stepUp() ? "typing the amount" : "a click",
                ask.care().batch()
                    ? "may be decided together with others"
                    : "is decided by itself"));
    if (ask.care().onePerson()) {
      lines.add("One person may ask and approve, as the policy says.");
    }
  }

  private String time(Ruling.Ask ask, Asked who) {
    Collection<Member> first =
        ask.layers().isEmpty() ? List.of() : who.members(ask.layers().getFirst());
    Instant end = ask.deadline().end(now, ask.deadline().length(), first);
    return "Each layer has %s%s. Asked now, the first would have until %s (%s)."
        .formatted(
            ask.deadline().written(),
            ask.backups().isEmpty() ? "" : ", and its backup as long again",
            TIME.format(end.atZone(zone)),
            zone);
  }

  private static List<String> backups(Ruling.Ask ask) {
    List<String> those =
        ask.backups().stream()
            .filter(backup ->
                ask.layers().stream()
                    .flatMap(layer -> layer.approvers().stream())
                    .anyMatch(approver -> approver.named().equals(backup.of().name())))
            .map(backup -> "%s for %s".formatted(backup.by().spoken(), backup.of().spoken()))
            .toList();
    return those.isEmpty()
        ? List.of()
        : List.of("Backups: " + those.stream().collect(Collectors.joining(", ")) + ".");
  }
}
