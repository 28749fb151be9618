package io.tieout.app.cli;

import io.tieout.app.bench.IntakeBench;
import io.tieout.app.bench.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measurements.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures parts of Tieout on this machine, on a database of their own.",
    subcommands = {BenchCommand.Intake.class, KillCommand.class, ReplicasCommand.class})
final class BenchCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private BenchCommand() {}

  @Override
  public void run() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getOut());
  }

  @Command(
      name = "intake",
      mixinStandardHelpOptions = true,
      description = {
        "How fast webhooks are taken in.",
        "Signed QuickBooks webhooks over HTTP on this machine, each verified, stored, kept from being stored twice, and only then answered. Beside"
            + " it, in turns of a second, plain inserts of the same row into the same table: one row"
            + " a commit, as many JDBC connections as there are clients. RATIO is signals stored a"
            + " second over rows inserted a second.",
        "",
        "One webhook in twenty is sent twice; the second counts in the times and not in the rates."
            + " CPU and DB are microseconds of processor time for each row, in this process (sender"
            + " and Tieout) and in the database's. In the end the table is read: exit code 0 when"
            + " each webhook that was answered is in it exactly once."
      })
  static final class Intake implements Callable<Integer> {
    private static final String HEAD = "%8s | %9s %8s %8s %5s %5s | %9s %8s %8s %5s %5s | %6s%n";

    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--clients",
        split = ",",
        defaultValue = "1,8,32",
        paramLabel = "N",
        description = "How many clients at once, 1 to 64 each. Default: ${DEFAULT-VALUE}")
    private List<Integer> clients = List.of();

    @Option(
        names = "--seconds",
        defaultValue = "10",
        paramLabel = "N",
        description =
            "How long each of the two is measured at each number of clients. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
        names = "--warm-up",
        defaultValue = "8",
        paramLabel = "N",
        description = "Seconds of each before anything counts. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
        names = "--workers",
        defaultValue = "0",
        paramLabel = "N",
        description =
            "Loops that work the signals off meanwhile, without calling anybody; a running Tieout has 6."
                + " Default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(
        names = "--idle-transaction",
        description =
            "Leave a transaction idle all the time: nothing that dies can be vacuumed. Take many --seconds.")
    private boolean idleTransaction;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description =
            "Put the database there, to measure another disk; its database `bench` is emptied."
                + " Default: a temporary folder")
    private @Nullable Path data;

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    private Intake() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      IntakeBench.Options options = options();
      try (ScratchFolder scratch = ScratchFolder.open("bench");
          DataFolder folder =
              DataFolder.open(
                  Optional.ofNullable(data).map(DataFolder::chosen).orElse(scratch.path()))) {
        IntakeBench bench =
            new IntakeBench(folder.emptied("bench"), options, InstantSource.system());
        Report report = json ? bench.run(_ -> {}) : told(out, bench);
        if (json) {
          out.println(report.json().print());
        }
        return report.consistent() ? Exit.DONE : Exit.DOES_NOT_HOLD;
      }
    }

    private IntakeBench.Options options() {
      need(clients.stream().allMatch(n -> n >= 1 && n <= 64), "--clients: use 1 to 64 each");
      need(seconds >= 1, "--seconds: use 1 or more");
      need(warmUp >= 0, "--warm-up: use 0 or more");
      need(workers >= 0 && workers <= 8, "--workers: use 0 to 8");
      return new IntakeBench.Options(seconds, warmUp, clients, workers, idleTransaction);
    }

    private void need(boolean holds, String otherwise) {
      if (!holds) {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
      }
    }

    private static Report told(PrintWriter out, IntakeBench bench) {
      out.printf("%8s | %-39s | %-39s |%n", "", "webhooks", "plain inserts");
      out.printf(
          HEAD,
          "clients",
          "signals/s",
          "p50 ms",
          "p99 ms",
          "CPU",
          "DB",
          "rows/s",
          "p50 ms",
          "p99 ms",
          "CPU",
          "DB",
          "RATIO");
      Report report = bench.run(point(out));
      out.printf(
          "PostgreSQL %s, fsync %s, synchronous_commit %s, %d processors%n",
          report.setting().postgres(),
          report.setting().fsync(),
          report.setting().synchronousCommit(),
          report.setting().processors());
      out.printf(
          "Answered for: %d webhooks. In the table: %d, lost %d, twice %d.%n",
          report.answered(),
          report.consistency().stored(),
          report.consistency().lost(),
          report.consistency().twice());
      return report;
    }

    private static Consumer<Report.Point> point(PrintWriter out) {
      return point ->
          out.printf(
              HEAD,
              point.clients(),
              point.intake().perSecond(),
              point.intake().p50(),
              point.intake().p99(),
              point.intake().cpuMicros(),
              point.intake().serverMicros(),
              point.plain().perSecond(),
              point.plain().p50(),
              point.plain().p99(),
              point.plain().cpuMicros(),
              point.plain().serverMicros(),
              point.ratio());
    }
  }
}
