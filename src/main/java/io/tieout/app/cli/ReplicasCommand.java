package io.tieout.app.cli;

import io.tieout.app.drill.Site;
import io.tieout.app.drill.SpeedDrill;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How much replicas bring.
@Command(
    name = "replicas",
    mixinStandardHelpOptions = true,
    description = {
      "How many deals a minute one, two and three Tieouts bring through.",
      "Each in a process of its own, all on one database and on stand-ins of Salesforce, QuickBooks and"
          + " Slack, all on this machine. ASKED is deals a minute from won until a card asks, TOLD from"
          + " the click until the invoice is posted and the deal tells its number; RATIO is TOLD over"
          + " that of one replica, CPU the processor time of the replicas for each deal told.",
      "",
      "With --latency every answer of a vendor takes so long in addition, as over a network: there"
          + " waiting is the most of it. In the end everything is looked at as by `bench kill`."
    })
final class ReplicasCommand implements Callable<Integer> {
  private static final String HEAD = "%8s | %9s %9s %6s | %7s%n";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--deals",
      defaultValue = "60",
      paramLabel = "N",
      description = "Deals for each number of replicas. Default: ${DEFAULT-VALUE}")
  private int deals;

  @Option(
      names = "--most",
      defaultValue = "3",
      paramLabel = "N",
      description = "The most replicas. Default: ${DEFAULT-VALUE}")
  private int most;

  @Option(
      names = "--latency",
      defaultValue = "0",
      paramLabel = "MS",
      description = "What every answer of a vendor takes in addition. Default: ${DEFAULT-VALUE}")
  private int latency;

  private ReplicasCommand() {}

  @Override
  public Integer call() {
    need(deals >= 1, "--deals: use 1 or more");
    need(most >= 1 && most <= 5, "--most: use 1 to 5");
    need(latency >= 0 && latency <= 5_000, "--latency: use 0 to 5000");
    PrintWriter out = Terminal.of(spec);
    try (ScratchFolder scratch = ScratchFolder.open("bench");
        DataFolder folder = DataFolder.open(scratch.path());
        Site site = new Site(scratch.path(), folder.emptied("drill"))) {
      out.printf(HEAD, "replicas", "asked/min", "told/min", "RATIO", "CPU ms");
      List<SpeedDrill.Point> points = new ArrayList<>();
      List<String> problems =
          new SpeedDrill(site, new SpeedDrill.Options(deals, most, Duration.ofMillis(latency)))
              .run(point -> {
                points.add(point);
                tell(out, points.getFirst(), point);
              });
      problems.forEach(out::println);
      return problems.isEmpty() ? Exit.DONE : Exit.DOES_NOT_HOLD;
    }
  }

  private static void tell(PrintWriter out, SpeedDrill.Point one, SpeedDrill.Point point) {
    out.printf(
        HEAD,
        point.replicas(),
        point.askedPerMinute(),
        point.toldPerMinute(),
        "%d %%".formatted(one.told().toMillis() * 100 / Math.max(1, point.told().toMillis())),
        point.cpu().toMillis() / point.deals());
    out.flush();
  }

  private void need(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }
}
