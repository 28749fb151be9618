package io.tieout.app.config;

import io.tieout.fact.party.Delegation;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.party.WorkingHours;
import io.tieout.value.money.Amounts;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// One person of the configuration. Delegates are named among all of them, so they are looked up
/// once everybody is read.
final class PersonSection {
  private final Fields person;
  private final ZoneId usual;
  private final List<Away> away = new ArrayList<>();
  private Optional<Member> read = Optional.empty();

  /// Someone's absence, with the delegate as they are named.
  private record Away(
      Fields at, LocalDate from, LocalDate until, String delegate, Optional<Money> limit) {}

  PersonSection(Fields person, ZoneId usual) {
    this.person = person;
    this.usual = usual;
  }

  Member read() {
    String slack = person.text("slack_user", "give the person's Slack member id, U0123456789");
    String name = person.text("name", "give the name people know");
    Optional<String> email = person.optText("email");
    Set<Role> roles = roles();
    List<Money> limits = limits();
    Optional<WorkingHours> hours = hours();
    Map<String, String> crmUsers = crmUsers();
    person.sections("away").forEach(this::away);
    person.done();
    if (!slack.isEmpty() && !slack.matches("[UW][A-Z0-9]{2,20}")) {
      person.problem(
          "slack_user",
          "is not a member id; open the person's profile in Slack, More, Copy member ID: U0123456789");
    }
    Member member = new Member(slack, name, email, roles, limits, hours, List.of(), crmUsers);
    read = Optional.of(member);
    return member;
  }

  /// The person with who decides in their place.
  Member withDelegates(Directory all) {
    Member member = read.orElseGet(this::read);
    List<Delegation> delegations = new ArrayList<>();
    for (Away each : away) {
      Optional<Member> delegate = all.named(each.delegate());
      if (delegate.isEmpty()) {
        each.at()
            .problem(
                "delegate",
                "'%s' is nobody listed here; give the member id or e-mail address of one of the people"
                    .formatted(each.delegate()));
      } else if (delegate.get().slackUserId().equals(member.slackUserId())) {
        each.at().problem("delegate", "is the person who is away; name somebody else");
      } else {
        each.at()
            .built(() ->
                new Delegation(
                    delegate.get().slackUserId(), each.from(), each.until(), each.limit()))
            .ifPresent(delegations::add);
      }
    }
    return member.withAway(delegations);
  }

  private Set<Role> roles() {
    Set<Role> roles = new HashSet<>();
    for (String role : person.texts("roles")) {
      try {
        roles.add(new Role(role));
      } catch (IllegalArgumentException e) {
        person.problem("roles", "holds " + e.getMessage());
      }
    }
    return roles;
  }

  private List<Money> limits() {
    List<Money> limits = new ArrayList<>();
    for (String text : person.texts("limits")) {
      money(person, "limits", text).ifPresent(limits::add);
    }
    if (limits.stream().map(Money::getCurrencyUnit).distinct().count() < limits.size()) {
      person.problem("limits", "has two of one currency; give one for each");
    }
    return limits;
  }

  private static Optional<Money> money(Fields at, String name, String text) {
    String[] parts = text.strip().split("\\s+", 2);
    try {
      if (parts.length == 2) {
        Money money = Amounts.exact(parts[0], parts[1].replace(",", ""));
        if (money.isPositive()) {
          return Optional.of(money);
        }
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      at.problem(name, "'%s' is no amount (%s); write USD 50000".formatted(text, e.getMessage()));
      return Optional.empty();
    }
    at.problem(name, "'%s' is no amount above zero; write for example USD 50000".formatted(text));
    return Optional.empty();
  }

  /// With any of the three fields the others are as in an office; without, every hour counts.
  private Optional<WorkingHours> hours() {
    Optional<ZoneId> zone = person.optZone("time_zone");
    List<DayOfWeek> days = days();
    Optional<String> hours = person.optText("working_hours");
    if (zone.isEmpty() && !person.present("working_days") && hours.isEmpty()) {
      return Optional.empty();
    }
    WorkingHours office = WorkingHours.office(zone.orElse(usual));
    return span(hours.orElse(office.from() + "-" + office.until()))
        .flatMap(span ->
            person.built(() ->
                new WorkingHours(
                    office.zone(),
                    days.isEmpty() ? office.days() : days,
                    span.from(),
                    span.until())));
  }

  private record Span(LocalTime from, LocalTime until) {}

  private Optional<Span> span(String text) {
    String[] ends = text.split("-", -1);
    try {
      if (ends.length == 2) {
        return Optional.of(
            new Span(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip())));
      }
    } catch (DateTimeException e) {
      person.problem("working_hours", "'%s' are no hours; write 09:00-17:00".formatted(text));
      return Optional.empty();
    }
    person.problem("working_hours", "'%s' is no span of time; write 09:00-17:00".formatted(text));
    return Optional.empty();
  }

  private List<DayOfWeek> days() {
    List<DayOfWeek> days = new ArrayList<>();
    for (String text : person.texts("working_days")) {
      Optional<DayOfWeek> day =
          Arrays.stream(DayOfWeek.values()).filter(d -> named(d, text)).findFirst();
      day.ifPresentOrElse(
          days::add,
          () ->
              person.problem(
                  "working_days",
                  "'%s' is no day; use %s"
                      .formatted(
                          text,
                          Arrays.stream(DayOfWeek.values())
                              .map(PersonSection::written)
                              .collect(Collectors.joining(", ")))));
    }
    return days;
  }

  private static boolean named(DayOfWeek day, String text) {
    return text.equalsIgnoreCase(written(day)) || text.equalsIgnoreCase(day.name());
  }

  static String written(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private Map<String, String> crmUsers() {
    Fields users = person.section("crm_users");
    Map<String, String> ids = new TreeMap<>();
    for (String crm : List.of("salesforce", "hubspot")) {
      users.optText(crm).ifPresent(id -> ids.put(crm, id));
    }
    users.done();
    return ids;
  }

  private void away(Fields at) {
    Optional<LocalDate> from = at.date("from", "give the first day of the absence, 2026-12-21");
    Optional<LocalDate> until = at.date("until", "give its last day, 2027-01-02");
    String delegate = at.text("delegate", "give the member id or e-mail address of who decides");
    Optional<Money> limit = at.optText("limit").flatMap(text -> money(at, "limit", text));
    at.done();
    if (from.isPresent() && until.isPresent() && !delegate.isEmpty()) {
      away.add(new Away(at, from.get(), until.get(), delegate, limit));
    }
  }
}
