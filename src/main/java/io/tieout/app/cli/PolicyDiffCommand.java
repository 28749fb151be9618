package io.tieout.app.cli;

import io.tieout.fact.policy.Policy;
import io.tieout.work.policy.Replay;
import io.tieout.work.policy.ReplayWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What a draft would have changed.
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Rules by a draft on everything that was proposed in a period, and lists which decisions would be different.",
      "Compared with what was ruled at the time. First come those that people rejected and the draft would do without"
          + " asking. Nothing is stored.",
      "Exit code 0 when it is told, whatever the differences; 3 when the draft cannot be read."
    })
final class PolicyDiffCommand implements Callable<Integer> {
  private static final int MONTHS = 3;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Parameters(paramLabel = "DRAFT", description = "A policy's file.")
  private @Nullable Path draft;

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "The first day of the period, such as 2026-07-01. Default: three months ago.")
  private @Nullable LocalDate since;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write all of them there, as comma-separated values.")
  private @Nullable Path file;

  private PolicyDiffCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    Store chosen = Objects.requireNonNull(store);
    ZoneId zone = PolicyCommand.zone(chosen);
    Policy policy = PolicyTrialCommand.read(Objects.requireNonNull(draft));
    LocalDate today = InstantSource.system().instant().atZone(zone).toLocalDate();
    LocalDate from = Optional.ofNullable(since).orElse(today.minusMonths(MONTHS));
    Replay.Compared compared =
        PolicyCommand.asking(
            chosen, asking -> asking.replayed(policy, from.atStartOfDay(zone).toInstant()));
    out.printf("Policy %s on what was proposed since %s:%n", policy.version(), from);
    ReplayWords.told(compared).forEach(line -> out.println(Terminal.line(line)));
    Path written = file;
    if (written != null) {
      write(written, compared);
      out.printf("%s lists them all.%n", written);
    }
    return Exit.DONE;
  }

  private static void write(Path file, Replay.Compared compared) {
    try {
      Files.write(file, ReplayWords.csv(compared));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--out %s cannot be written; name a file in a folder there is".formatted(file), e);
    }
  }
}
