package io.tieout.app.cli;

import io.tieout.app.house.AuditViews;
import io.tieout.engine.export.Export;
import io.tieout.engine.export.Form;
import io.tieout.engine.export.Period;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The record of a period, as files to hand on.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes everything of a period into a new folder: the audit chain's entries, who decided what,"
          + " what was executed, and what was proposed.",
      "Both days are included: --from begins at midnight, --to ends at the next. Two exports of the"
          + " same are equal byte by byte. `audit verify-export FOLDER` checks it without a database."
          + " The files hold names of people and customers.",
      "Exit code 0 when it is written, 3 when the folder is there already."
    })
final class AuditExport implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;
  @Mixin private @Nullable PeriodOptions period;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "csv",
      description =
          "csv (RFC 4180, safe to open in a spreadsheet) or json. Default: ${DEFAULT-VALUE}")
  private String format = "csv";

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "The folder to make. It must not be there yet.")
  private Path folder = Path.of("export");

  private AuditExport() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Store looked = Objects.requireNonNull(store);
    Period days = Objects.requireNonNull(period).read(looked);
    Form form = Form.named(format);
    return looked.with(database -> {
      Export export =
          new Export(
              database,
              AuditViews.cards(),
              (file, rows) -> {
                err.printf("%s: %d rows%n", file, rows);
                err.flush();
              });
      told(out, days, export.write(days, form, folder));
      return Exit.DONE;
    });
  }

  private void told(PrintWriter out, Period days, Export.Written written) {
    out.printf("%s holds the audit of %s.%n", folder, days.spoken());
    for (Export.Rows file : written.files()) {
      out.printf("  %-16s %d %s%n", file.file(), file.rows(), file.rows() == 1 ? "row" : "rows");
    }
    if (written.notChained() > 0) {
      out.printf(
          "Left out: %d entries of the period, which are not chained yet. That is done while Tieout serves, within seconds; export again then.%n",
          written.notChained());
    }
    out.printf("SHA-256 of manifest.json: %s%n", written.manifest().hex());
    out.printf("Note it elsewhere. To check: tieout audit verify-export %s%n", folder);
  }
}
