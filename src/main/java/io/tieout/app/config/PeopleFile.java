package io.tieout.app.config;

import io.tieout.fact.party.Delegation;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.party.WorkingHours;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.json.Yaml;
import io.tieout.value.money.Amounts;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People in a file of their own, written as in the configuration: a `people:` section and nothing
/// else.
public final class PeopleFile {
  private PeopleFile() {}

  /// Reads the text; [ConfigException] lists everything that is wrong with it.
  ///
  /// @param file as people call it
  /// @param usual the time zone of working hours that name none
  public static Directory read(String file, String text, ZoneId usual) {
    Reading reading = new Reading(Map.of());
    Json.Obj json;
    try {
      json = Yaml.parse(text).asObj("people");
    } catch (JsonShapeException e) {
      throw new ConfigException(
          file, List.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("is not YAML")));
    }
    Fields root = new Fields("", json, reading);
    Directory people = new People(root).read(Optional.of(usual));
    root.done();
    if (!reading.problems().isEmpty()) {
      throw new ConfigException(file, reading.problems());
    }
    return people;
  }

  /// The people as such a file writes them; texts as in JSON, which is YAML, too.
  public static String text(Directory people) {
    StringBuilder text = new StringBuilder("people:\n");
    for (Member member : people.members()) {
      text.append("  - slack_user: ").append(quoted(member.slackUserId())).append('\n');
      line(text, "name", quoted(member.name()));
      member.email().ifPresent(email -> line(text, "email", quoted(email)));
      line(text, "roles", listed(member.roles().stream().map(Role::name).toList()));
      if (!member.limits().isEmpty()) {
        line(text, "limits", listed(member.limits().stream().map(Amounts::text).toList()));
      }
      member.hours().ifPresent(hours -> hours(text, hours));
      if (!member.crmUsers().isEmpty()) {
        text.append("    crm_users:\n");
        member.crmUsers().forEach((crm, id) -> line(text, "  " + crm, quoted(id)));
      }
      away(text, member);
    }
    return text.toString();
  }

  private static void hours(StringBuilder text, WorkingHours hours) {
    line(text, "time_zone", quoted(hours.zone().getId()));
    line(text, "working_days", listed(hours.days().stream().map(PersonSection::written).toList()));
    line(text, "working_hours", quoted(hours.from() + "-" + hours.until()));
  }

  private static void away(StringBuilder text, Member member) {
    if (!member.away().isEmpty()) {
      text.append("    away:\n");
    }
    for (Delegation away : member.away()) {
      text.append("      - from: ").append(away.from()).append('\n');
      line(text, "    until", away.until().toString());
      line(text, "    delegate", quoted(away.to()));
      away.limit().ifPresent(limit -> line(text, "    limit", quoted(Amounts.text(limit))));
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("    ").append(name).append(": ").append(value).append('\n');
  }

  private static String listed(List<String> texts) {
    return Json.texts(texts).print();
  }

  private static String quoted(String text) {
    return new Json.Text(text).print();
  }
}
