package io.tieout.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.fact.party.Delegation;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.WorkingHours;
import io.tieout.value.money.Amounts;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Limits, working hours and absences of people.
class PeopleConfigTest extends ConfigCase {
  private static final String CARO = "{slack_user: U0CARO, name: Caro, roles: [controller]}";
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private Member caro(String more) {
    return read(with(more)).config().people().bySlackId("U0CARO").orElseThrow();
  }

  private static String with(String more) {
    return SMALL.replace(CARO, CARO.replace("}", ", " + more + "}"));
  }

  @Test
  void everything_that_is_said_of_a_person_is_known() {
    Member caro =
        caro(
            "limits: [USD 50000, 'EUR 45,000.50'], time_zone: Europe/Berlin, working_days: [mon, TUESDAY], working_hours: 08:30-16:00, crm_users: {salesforce: 005X, hubspot: 71}, away: [{from: 2026-12-21, until: 2027-01-02, delegate: U0FINN, limit: USD 20000}]");
    assertThat(caro.limits())
        .containsExactly(Amounts.exact("USD", "50000"), Amounts.exact("EUR", "45000.50"));
    assertThat(caro.hours())
        .contains(
            new WorkingHours(
                ZoneId.of("Europe/Berlin"),
                List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                LocalTime.of(8, 30),
                LocalTime.of(16, 0)));
    assertThat(caro.crmUsers()).isEqualTo(Map.of("salesforce", "005X", "hubspot", "71"));
    assertThat(caro.away())
        .containsExactly(
            new Delegation(
                "U0FINN",
                LocalDate.parse("2026-12-21"),
                LocalDate.parse("2027-01-02"),
                Optional.of(Amounts.exact("USD", "20000"))));
  }

  @Test
  void without_working_hours_every_hour_counts() {
    assertThat(caro("limits: []").hours()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time_zone: America/New_York",
        "working_hours: 09:00-17:00",
        "working_days: [mon, tue, wed, thu, fri]"
      })
  void with_any_of_them_the_others_are_an_office_s_in_the_first_book_s_time_zone(String one) {
    assertThat(caro(one).hours()).contains(WorkingHours.office(NEW_YORK));
  }

  @Test
  void a_delegate_may_be_named_by_e_mail_and_listed_later() {
    String yaml =
        with("away: [{from: 2026-12-21, until: 2026-12-21, delegate: Finn@X.example}]")
            .replace("name: Finn", "name: Finn, email: finn@x.example");
    assertThat(
            read(yaml).config().people().bySlackId("U0CARO").orElseThrow().away().getFirst().to())
        .isEqualTo("U0FINN");
  }

  @Test
  void all_problems_are_told_at_once_in_the_file_s_words() {
    assertThat(
            problems(
                with(
                    "limits: [50000, USD 5, USD 6, XQQ 7], time_zone: Berlin, working_days: [monday, funday], working_hours: 9 to 5, crm_users: {sap: 1}, away: [{from: 2026-12-21, delegate: U0NOBODY}, {from: 2026-12-21, until: 2026-12-20, delegate: U0FINN, limit: much}, {from: 2026-12-21, until: 2026-12-22, delegate: U0CARO}, {from: 2026-12-21, until: 2026-12-22, delegate: U0NOBODY}]")))
        .anyMatch(p -> p.startsWith("people[1].limits '50000' is no amount"))
        .anyMatch(p -> p.startsWith("people[1].limits 'XQQ 7' is no amount"))
        .anyMatch(p -> p.startsWith("people[1].limits has two of one currency"))
        .anyMatch(p -> p.startsWith("people[1].time_zone 'Berlin' is no time zone"))
        .anyMatch(p -> p.startsWith("people[1].working_days 'funday' is no day; use mon, tue"))
        .anyMatch(p -> p.startsWith("people[1].working_hours '9 to 5' is no span of time"))
        .anyMatch(p -> p.startsWith("people[1].crm_users.sap is not known here"))
        .anyMatch(p -> p.startsWith("people[1].away[1].until is missing"))
        .anyMatch(p -> p.startsWith("people[1].away[2].limit 'much' is no amount"))
        .anyMatch(p -> p.contains("ends on 2026-12-20, before it begins on 2026-12-21"))
        .anyMatch(p -> p.startsWith("people[1].away[3].delegate is the person who is away"))
        .anyMatch(p -> p.startsWith("people[1].away[4].delegate 'U0NOBODY' is nobody listed"))
        .hasSize(12);
  }

  @Test
  void working_hours_that_end_before_they_begin_are_refused() {
    assertThat(problems(with("working_hours: 17:00-09:00")))
        .singleElement()
        .asString()
        .contains("people[1]", "the end must be after the beginning");
  }

  @Test
  void people_are_read_from_a_file_of_their_own() {
    assertThat(
            PeopleFile.read(
                    "people.yaml",
                    "people: [{slack_user: U0CARO, name: Caro, working_hours: 09:00-17:00}]",
                    NEW_YORK)
                .members())
        .singleElement()
        .satisfies(member -> assertThat(member.hours()).contains(WorkingHours.office(NEW_YORK)));
    assertThatThrownBy(() -> PeopleFile.read("people.yaml", "people: []\npolicy: x", NEW_YORK))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("people is empty")
        .hasMessageContaining("policy is not known here");
  }
}
