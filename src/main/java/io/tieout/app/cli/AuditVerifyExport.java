package io.tieout.app.cli;

import io.tieout.engine.export.ExportCheck;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The proof that an export is what was written.
@Command(
    name = "verify-export",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a folder that `audit export` wrote, without a database.",
      "Every file against the manifest, every line against those before it, the hashes of all audit"
          + " entries and the chain between them, and proposals, decisions and executions against these"
          + " entries. With --anchor or --key also that the entries are those that were signed at the"
          + " end of their day.",
      "Exit code 0 when it holds, 1 when something differs, and in which line of which file."
    })
final class AuditVerifyExport implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable WitnessOptions witnesses;

  @Parameters(paramLabel = "FOLDER", description = "A folder that `tieout audit export` wrote.")
  private @Nullable Path folder;

  private AuditVerifyExport() {}

  @Override
  public Integer call() {
    Path given = Objects.requireNonNull(folder);
    return ProofCommand.told(
        Terminal.of(spec), ExportCheck.of(given, Objects.requireNonNull(witnesses).read()), given);
  }
}
