package io.tieout.app.cli;

import io.tieout.engine.jobs.JobRuns;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Recurring work.
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "The recurring work: when each job ran last, how it went, when it is due again.")
final class JobsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  private JobsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    return java.util.Objects.requireNonNull(store)
        .with(
            database -> {
              out.printf("%-22s %-26s %-9s %-26s %s%n", "JOB", "LAST RUN", "TOOK", "NEXT", "OUTCOME");
              JobRuns.known(database).forEach(job -> out.println(job.line()));
              return Exit.DONE;
            });
  }
}
