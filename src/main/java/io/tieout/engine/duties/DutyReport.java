package io.tieout.engine.duties;

import io.tieout.engine.db.Database;
import io.tieout.engine.export.Csv;
import io.tieout.engine.export.Period;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Segregation of duties over a period, or over everything that is recorded.
///
/// @param period empty for everything
/// @param approvals how many approvals it is about
/// @param judgedRoles whether it was known who may do what; without that it is told of deeds alone
/// @param duties worst first
public record DutyReport(
    Optional<Period> period, long approvals, boolean judgedRoles, List<Duty> duties) {
  /// A share of all approvals that one person should not have, unless something else is asked for.
  public static final int USUAL_SHARE = 50;

  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  public DutyReport {
    duties = List.copyOf(duties);
  }

  /// Looks at what is recorded, and at who may do what.
  ///
  /// @param powers as they are now, where they are known
  /// @param share in percent, from 1 to 100
  public static DutyReport of(
      Database database, Optional<Period> period, Optional<Powers> powers, int share) {
    if (share < 1 || share > 100) {
      throw new IllegalArgumentException(
          "--share %d is no percentage to tell above; give a number from 1 to 100"
              .formatted(share));
    }
    Deeds deeds =
        database.snapshot(sql ->
            new DeedsReading(
                    sql,
                    period.map(Period::start).orElse(Instant.EPOCH),
                    period.map(Period::end).orElse(END_OF_TIME))
                .read());
    return new DutyReport(
        period, deeds.approvals(), powers.isPresent(), new Judging(deeds, share).duties(powers));
  }

  /// Whether somebody approved what was their own: that is refused at the click, so whoever finds
  /// it should ask how it came about.
  public boolean breached() {
    return duties.stream().anyMatch(duty -> duty.kind() == Duty.Kind.APPROVED_OWN);
  }

  /// For people, every kind with what was found of it.
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("Segregation of duties, %s.".formatted(spokenPeriod()));
    lines.add("Approvals looked at: %d.".formatted(approvals));
    lines.add("");
    lines.add("WHO DID");
    kinds(true).forEach(kind -> lines.addAll(section(kind)));
    lines.add("");
    lines.add("WHO COULD, by the roles as they are now");
    if (judgedRoles) {
      kinds(false).forEach(kind -> lines.addAll(section(kind)));
    } else {
      lines.add("Not looked at: roles are known from the configuration; name it with --config.");
    }
    return lines;
  }

  private static Stream<Duty.Kind> kinds(boolean done) {
    return Arrays.stream(Duty.Kind.values()).filter(kind -> kind.done() == done);
  }

  private List<String> section(Duty.Kind kind) {
    List<Duty> found = duties.stream().filter(duty -> duty.kind() == kind).toList();
    List<String> lines = new ArrayList<>();
    lines.add(kind.title() + ":" + (found.isEmpty() ? " none found." : ""));
    for (Duty duty : found) {
      lines.add("  - %s.".formatted(duty.sentence()));
      if (!duty.proposals().isEmpty()) {
        String more = duty.count() > duty.proposals().size() ? ", and more" : "";
        lines.add("    %s%s".formatted(String.join(", ", duty.proposals()), more));
      }
    }
    return lines;
  }

  private String spokenPeriod() {
    return period.map(Period::spoken).orElse("over everything that is recorded");
  }

  /// One line a finding, with names in the first, by RFC 4180.
  public String csv() {
    return Stream.concat(
            Stream.of("finding,done,people,names,count,of,proposals,sentence"),
            duties.stream().map(DutyReport::line))
        .map(line -> line + "\r\n")
        .collect(Collectors.joining());
  }

  private static String line(Duty duty) {
    return Stream.of(
            duty.kind().name(),
            String.valueOf(duty.kind().done()),
            Csv.text(String.join(" ", duty.people())),
            Csv.text(String.join("; ", duty.names())),
            String.valueOf(duty.count()),
            String.valueOf(duty.of()),
            Csv.text(String.join(" ", duty.proposals())),
            Csv.text(duty.sentence()))
        .collect(Collectors.joining(","));
  }

  public Json.Obj json() {
    return Json.object()
        .putText("from", period.map(p -> p.from().toString()))
        .putText("to", period.map(p -> p.to().toString()))
        .putText("zone", period.map(p -> p.zone().getId()))
        .put("approvals", approvals)
        .put("rolesLookedAt", judgedRoles)
        .put("findings", duties.stream().map(DutyReport::tree).toList())
        .build();
  }

  private static Json.Obj tree(Duty duty) {
    return Json.object()
        .put("finding", duty.kind().name())
        .put("done", duty.kind().done())
        .put("people", Json.texts(duty.people()))
        .put("names", Json.texts(duty.names()))
        .put("count", duty.count())
        .put("of", duty.of())
        .put("proposals", Json.texts(duty.proposals()))
        .put("sentence", duty.sentence())
        .build();
  }
}
