package io.tieout.app.cli;

import io.tieout.app.drill.KillDrill;
import io.tieout.app.drill.Site;
import io.tieout.app.drill.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Rounds of `kill -9`.
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description = {
      "Kills whole Tieouts under load and looks for what is lost or made twice.",
      "Two or more Tieouts in processes of their own share one database and stand-ins of Salesforce,"
          + " QuickBooks and Slack. Deals are won, approved and paid all the time. Each round kills one"
          + " of the processes with kill -9 after a random while, now and then all of them, and starts"
          + " others; with --postgres it kills the database instead.",
      "",
      "In the end the stand-ins' own records are read: exit code 0 when each approved deal has exactly"
          + " one invoice, customer, activity and attachment, is told its number and its payment, no"
          + " signal and no notice is left over, and the audit chain verifies."
    })
final class KillCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "200",
      paramLabel = "N",
      description = "How many times something is killed. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "When and what is killed comes from it. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--replicas",
      defaultValue = "2",
      paramLabel = "N",
      description = "How many processes. Default: ${DEFAULT-VALUE}")
  private int replicas;

  @Option(
      names = "--open",
      defaultValue = "12",
      paramLabel = "N",
      description = "How many deals are on their way at any time. Default: ${DEFAULT-VALUE}")
  private int open;

  @Option(
      names = "--longest",
      defaultValue = "2000",
      paramLabel = "MS",
      description = "The longest a round waits before it kills. Default: ${DEFAULT-VALUE}")
  private int longest;

  @Option(names = "--postgres", description = "Kill PostgreSQL instead of Tieouts.")
  private boolean postgres;

  private KillCommand() {}

  @Override
  public Integer call() {
    need(rounds >= 1, "--rounds: use 1 or more");
    need(replicas >= 1 && replicas <= 5, "--replicas: use 1 to 5");
    need(open >= 1 && open <= 100, "--open: use 1 to 100");
    need(longest >= 1, "--longest: use 1 or more");
    PrintWriter out = Terminal.of(spec);
    try (ScratchFolder scratch = ScratchFolder.open("bench");
        DataFolder folder = DataFolder.open(scratch.path());
        Site site = new Site(scratch.path(), folder.emptied("drill"))) {
      KillDrill drill =
          new KillDrill(
              site,
              new KillDrill.Options(
                  rounds,
                  seed,
                  replicas,
                  open,
                  Duration.ofMillis(longest),
                  postgres ? Optional.of(folder::crash) : Optional.empty()));
      KillDrill.Report report =
          drill.run(line -> {
            out.println(line);
            out.flush();
          });
      tell(out, report);
      return report.verdict().holds() ? Exit.DONE : Exit.DOES_NOT_HOLD;
    }
  }

  private void tell(PrintWriter out, KillDrill.Report report) {
    Verdict verdict = report.verdict();
    out.printf(
        "%d rounds with seed %d in %d s: %d processes killed, PostgreSQL %d times; %d s of processor time in Tieouts.%n",
        report.rounds(),
        seed,
        report.took().toSeconds(),
        report.kills(),
        report.crashes(),
        report.cpu().toSeconds());
    out.printf(
        "Deals won %d, approved %d; invoices made %d, paid %d; signals %d, workers that died in the midst of one %d; writes QuickBooks knew already %d.%n",
        verdict.won(),
        verdict.approved(),
        verdict.invoices(),
        verdict.paid(),
        verdict.signals(),
        verdict.deaths(),
        verdict.replays());
    verdict.problems().forEach(out::println);
    out.println(verdict.holds() ? "Nothing is lost, nothing is made twice." : "It does not hold.");
  }

  private void need(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }
}
