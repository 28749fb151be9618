package io.tieout.app.cli;

import io.tieout.app.storm.Storm;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Whole houses under seeded faults.
@Command(
    name = "storm",
    mixinStandardHelpOptions = true,
    description = {
      "Runs whole Tieouts against the stand-ins while everything goes wrong, and looks for what is lost or"
          + " made twice.",
      "Each seed is the story of one deal: answers are lost, vendors fail and throttle, webhooks come"
          + " late, twice or never, processes die, clocks jump, people press twice and change the deal in"
          + " between. What must hold in the end is read from the stand-ins' own records.",
      "",
      "The same seed does the same again: what fails is told with the command that repeats it. Uses a"
          + " PostgreSQL of its own that is gone afterwards."
    })
final class StormCommand implements Callable<Integer> {
  private static final int TELL_EVERY = 25;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--seeds",
      defaultValue = "100",
      paramLabel = "N",
      description = "How many stories. Default: ${DEFAULT-VALUE}")
  private long seeds;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "S",
      description = "The first one. Default: ${DEFAULT-VALUE}")
  private long first;

  @Option(
      names = "--minutes",
      defaultValue = "1440",
      paramLabel = "M",
      description =
          "No new company is begun after so many minutes; a company has 25 stories."
              + " Default: ${DEFAULT-VALUE}")
  private long minutes;

  @Option(names = "--trace", description = "Print every step of the stories that fail.")
  private boolean trace;

  private long told;
  private long failed;

  private StormCommand() {}

  @Override
  public Integer call() {
    need(seeds >= 1, "--seeds %d: at least 1".formatted(seeds));
    need(first >= 0, "--seed %d: not negative".formatted(first));
    need(minutes >= 1, "--minutes %d: at least 1".formatted(minutes));
    PrintWriter out = Terminal.of(spec);
    out.println("Starting PostgreSQL ...");
    out.flush();
    InstantSource clock = InstantSource.system();
    long begun = clock.millis();
    try (ScratchFolder scratch = ScratchFolder.open("storm");
        Storm storm = Storm.over(scratch.path())) {
      long played =
          storm.play(
              new Storm.Plan(first, seeds, Duration.ofMinutes(minutes), clock),
              one -> {
                tell(out, one);
                return true;
              });
      out.printf(
          "%d stories in %d s, %d s of processor time here: %s%n",
          played,
          (clock.millis() - begun) / 1_000,
          ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toSeconds(),
          failed == 0 ? "everything holds." : failed + " failed.");
      return failed == 0 ? Exit.DONE : Exit.DOES_NOT_HOLD;
    }
  }

  private void tell(PrintWriter out, Storm.Told one) {
    told++;
    if (!one.wrong().isEmpty()) {
      failed++;
      out.printf("Seed %d (%s) fails:%n", one.seed(), one.systems());
      one.wrong().forEach(line -> out.println("  " + line));
      if (trace) {
        one.trace().forEach(line -> out.println("    " + line));
      }
      out.printf("  Again: ./tieout storm --seed %d --seeds 1 --trace%n", one.seed());
    } else if (told % TELL_EVERY == 0) {
      out.printf("%d of %d, %d failed (%s)%n", told, seeds, failed, one.systems());
    }
    out.flush();
  }

  private void need(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }
}
