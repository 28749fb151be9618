package io.tieout.work.governing;

import io.tieout.fact.party.Delegation;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.party.WorkingHours;
import io.tieout.value.money.Amounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a draft would change, a sentence each.
final class Differences {
  private Differences() {}

  static List<String> ofPeople(Directory was, Directory is) {
    List<String> found = new ArrayList<>();
    for (Member old : was.members()) {
      if (is.bySlackId(old.slackUserId()).isEmpty()) {
        found.add("%s is taken out and may do nothing any more".formatted(old.name()));
      }
    }
    for (Member now : is.members()) {
      was.bySlackId(now.slackUserId())
          .ifPresentOrElse(
              old -> found.addAll(ofMember(old, now)),
              () ->
                  found.add(
                      "%s (%s) comes in as %s"
                          .formatted(now.name(), now.slackUserId(), roles(now))));
    }
    return List.copyOf(found);
  }

  private static List<String> ofMember(Member was, Member is) {
    List<String> found = new ArrayList<>();
    changed(found, was.name() + ": name", was.name(), is.name());
    changed(found, is.name() + ": e-mail", was.email().orElse("none"), is.email().orElse("none"));
    changed(found, is.name() + ": roles", roles(was), roles(is));
    changed(found, is.name() + ": limits", limits(was), limits(is));
    changed(found, is.name() + ": working hours", hours(was), hours(is));
    changed(found, is.name() + ": away", away(was), away(is));
    changed(found, is.name() + ": CRM users", was.crmUsers().toString(), is.crmUsers().toString());
    return found;
  }

  private static void changed(List<String> found, String what, String was, String is) {
    if (!was.equals(is)) {
      found.add("%s: was %s, becomes %s".formatted(what, was, is));
    }
  }

  private static String roles(Member member) {
    return member.roles().isEmpty()
        ? "nothing"
        : member.roles().stream().map(Role::spoken).collect(Collectors.joining(", "));
  }

  private static String limits(Member member) {
    return member.limits().isEmpty()
        ? "none"
        : member.limits().stream().map(Amounts::text).collect(Collectors.joining(", "));
  }

  private static String hours(Member member) {
    return member.hours().map(Differences::hours).orElse("any hour");
  }

  private static String hours(WorkingHours hours) {
    return "%s, %s to %s, %s"
        .formatted(
            hours.days().stream()
                .map(day -> day.name().substring(0, 3))
                .collect(Collectors.joining(" ")),
            hours.from(),
            hours.until(),
            hours.zone());
  }

  private static String away(Member member) {
    return member.away().isEmpty()
        ? "never"
        : member.away().stream().map(Differences::away).collect(Collectors.joining("; "));
  }

  private static String away(Delegation away) {
    return "%s to %s, %s decides%s"
        .formatted(
            away.from(),
            away.until(),
            away.to(),
            away.limit().map(limit -> " up to " + Amounts.text(limit)).orElse(""));
  }

  /// Of a text: the lines that go and come, in their order.
  static List<String> ofText(String was, String is) {
    List<String> before = lines(was);
    List<String> after = lines(is);
    List<String> gone = before.stream().filter(line -> !after.contains(line)).toList();
    List<String> come = after.stream().filter(line -> !before.contains(line)).toList();
    return Stream.concat(
            gone.stream().map(line -> "without: " + line),
            come.stream().map(line -> "with: " + line))
        .toList();
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\n", -1))
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
