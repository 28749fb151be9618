package io.tieout.app.cli;

import io.tieout.app.config.TieoutConfig;
import io.tieout.app.house.Rollouts;
import io.tieout.app.sandbox.SandboxConfig;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.party.Directory;
import io.tieout.fact.rollout.Region;
import io.tieout.fact.rollout.Scope;
import io.tieout.fact.rollout.Workflow;
import io.tieout.value.json.Json;
import io.tieout.work.rollout.ReportText;
import io.tieout.work.rollout.ShadowReport;
import io.tieout.work.rollout.ShadowReport.Assumptions;
import io.tieout.work.rollout.ShadowReporting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What would have been done against what people did.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "What Tieout would have done about the won deals of a period, against what people did in the books.",
      "Reads the CRM and the books, and writes nothing there. How far it is stands on standard error."
    })
final class RolloutReportCommand implements Callable<Integer> {
  private static final int MONTHS = 3;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Option(
      names = "--workflow",
      defaultValue = "invoicing",
      description = "The workflow. Default: ${DEFAULT-VALUE}")
  private String workflow = "";

  @Option(names = "--book", description = "Only this book.")
  private @Nullable String book;

  @Option(names = "--product-line", description = "Only deals with this product line.")
  private @Nullable String productLine;

  @Option(names = "--region", description = "Only this region, such as US or US/CA.")
  private @Nullable String region;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first day. Default: three months ago.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "The last day. Default: today.")
  private @Nullable LocalDate to;

  @Option(
      names = "--minutes",
      defaultValue = "12",
      description =
          "How long an invoice takes by hand, for the time saved. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write it there: a table for .csv, evidence for a promotion for .json.")
  private @Nullable Path out;

  @Option(
      names = "--info",
      paramLabel = "FILE",
      description = "For a running sandbox instead of --config: what `sandbox --info FILE` wrote.")
  private @Nullable Path info;

  private RolloutReportCommand() {}

  @Override
  public Integer call() {
    PrintWriter terminal = Terminal.of(spec);
    PrintWriter progress = Objects.requireNonNull(spec).commandLine().getErr();
    Store chosen = Objects.requireNonNull(store);
    TieoutConfig config =
        Optional.ofNullable(info)
            .map(file -> SandboxConfig.of(Json.parseObj(text(file)), Directory.NOBODY))
            .orElseGet(() -> chosen.configuration().config());
    VaultKey key =
        VaultKey.existing(System.getenv(), chosen.folder())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the vault's key is not at hand; set %s as for the running Tieout, or name its data folder with --data"
                        .formatted(VaultKey.VARIABLE)));
    Optional.ofNullable(out).ifPresent(RolloutReportCommand::kind);
    ShadowReporting.Wanted wanted = wanted(config);
    ShadowReport report =
        chosen.with(database ->
            Rollouts.report(
                config,
                new Rollouts.Place(database, key, InstantSource.system()),
                wanted,
                HaltOptions.by().actor(),
                words -> {
                  progress.println(words);
                  progress.flush();
                }));
    ReportText.lines(report).forEach(terminal::println);
    Optional.ofNullable(out).ifPresent(file -> write(file, report));
    return Exit.DONE;
  }

  private ShadowReporting.Wanted wanted(TieoutConfig config) {
    LocalDate last =
        Optional.ofNullable(to)
            .orElseGet(() -> LocalDate.ofInstant(InstantSource.system().instant(), config.zone()));
    Workflow named =
        Workflow.named(workflow)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--workflow '%s' is none; use invoicing".formatted(workflow)));
    return new ShadowReporting.Wanted(
        new Scope(
            named,
            Optional.ofNullable(book),
            Optional.ofNullable(productLine),
            Optional.ofNullable(region).map(Region::parse)),
        Optional.ofNullable(from).orElseGet(() -> last.minusMonths(MONTHS)),
        last,
        new Assumptions(minutes, Assumptions.USUAL.minutesToApprove()));
  }

  private static boolean kind(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".json")) {
      throw new IllegalArgumentException("--out %s: name a file .csv or .json".formatted(file));
    }
    return name.endsWith(".json");
  }

  private static void write(Path file, ShadowReport report) {
    try {
      Files.writeString(
          file,
          kind(file) ? report.json().pretty() + System.lineSeparator() : ReportText.csv(report));
    } catch (IOException e) {
      throw new UncheckedIOException("--out %s cannot be written".formatted(file), e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--info %s cannot be read; write it with `./tieout sandbox --info FILE`".formatted(file),
          e);
    }
  }
}
