package io.tieout.app.cli;

import io.tieout.app.house.AuditViews;
import io.tieout.engine.duties.DutyReport;
import io.tieout.engine.duties.Powers;
import io.tieout.engine.export.Period;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Segregation of duties.
@Command(
    name = "duties",
    mixinStandardHelpOptions = true,
    description = {
      "Tells who could both ask for a change and approve one, and who did; worst first.",
      "Also who approved while changing people or policy, pairs who approve only each other's, and who"
          + " gave more than a share of all approvals. Who could is known with --config alone.",
      "Exit code 0 when it is told, 1 when somebody approved what they had asked for or edited."
    })
final class AuditDuties implements Callable<Integer> {
  /// How the report is written.
  enum Format {
    text,
    csv,
    json
  }

  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day. Without --from and --to: everything that is recorded.")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "The last day. It belongs to the period.")
  private @Nullable LocalDate to;

  @Option(names = "--zone", paramLabel = "ZONE", description = PeriodOptions.ZONE)
  private @Nullable ZoneId zone;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Format format = Format.text;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      defaultValue = "" + DutyReport.USUAL_SHARE,
      description = "Tell who gave more than so much of all approvals. Default: ${DEFAULT-VALUE}")
  private int share = DutyReport.USUAL_SHARE;

  private AuditDuties() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    Store looked = Objects.requireNonNull(store);
    Optional<Period> period = period(looked);
    return looked.with(database -> {
      Optional<Powers> powers = AuditViews.powers(database, looked.config());
      DutyReport report = DutyReport.of(database, period, powers, share);
      switch (format) {
        case text -> report.text().forEach(line -> out.println(Terminal.line(line)));
        case csv -> {
          Objects.requireNonNull(spec).commandLine().getOut().print(report.csv());
          Objects.requireNonNull(spec).commandLine().getOut().flush();
        }
        case json -> out.println(report.json().pretty());
      }
      return report.breached() ? Exit.DOES_NOT_HOLD : Exit.DONE;
    });
  }

  private Optional<Period> period(Store looked) {
    LocalDate first = from;
    LocalDate last = to;
    if (first == null && last == null) {
      return Optional.empty();
    }
    if (first == null || last == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "%s is missing: give both days of the period, or neither for everything that is recorded"
              .formatted(first == null ? "--from" : "--to"));
    }
    return Optional.of(new Period(first, last, zone == null ? looked.zone() : zone));
  }
}
