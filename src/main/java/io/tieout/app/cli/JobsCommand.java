package io.tieout.app.cli;

import io.tieout.app.house.Halting;
import io.tieout.engine.jobs.JobHistory;
import io.tieout.engine.jobs.JobStatus;
import io.tieout.engine.mirror.WalkStatus;
import io.tieout.engine.mirror.Walks;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    description =
        "What is halted; the recurring work: when each job ran last, how it went, when it is due again;"
            + " and how far the copying of records has come.")
final class JobsCommand implements Callable<Integer> {
  private static final String COPIES = "%-20s %-21s %-21s %s%n";
  private static final String FORMAT = "%-20s %-21s %-9s %-21s %s%n";
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  private JobsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    return java.util.Objects.requireNonNull(store)
        .with(database -> {
          Halting.told(database).forEach(halt -> out.println(halt + System.lineSeparator()));
          out.printf(FORMAT, "JOB", "LAST RUN", "TOOK", "DUE AGAIN", "OUTCOME");
          JobHistory.of(database).forEach(job -> print(out, job));
          copies(out, database.inTransaction(sql -> new Walks().all(sql)));
          return Exit.DONE;
        });
  }

  private static void print(PrintWriter out, JobHistory.Seen job) {
    out.printf(
        FORMAT,
        job.name(),
        job.last().map(run -> seconds(run.startedAt())).orElse("never"),
        job.last().map(run -> run.took().toMillis() + " ms").orElse(""),
        seconds(job.next()),
        job.last().map(JobsCommand::outcome).orElse(""));
  }

  private static String outcome(JobStatus.Run run) {
    if (!run.succeeded()) {
      return "FAILED: " + run.message();
    }
    return run.message().isBlank() ? "done" : run.message();
  }

  private static void copies(PrintWriter out, List<WalkStatus> walks) {
    if (!walks.isEmpty()) {
      out.println();
      out.printf(COPIES, "COPIED FROM", "BEGUN", "ENDED", "RECORDS");
    }
    for (WalkStatus walk : walks) {
      out.printf(
          COPIES,
          walk.source(),
          seconds(walk.startedAt()),
          walk.finishedAt().map(JobsCommand::seconds).orElse("not yet"),
          walk.text());
    }
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
