package io.tieout.app.cli;

import io.tieout.app.house.Rollouts;
import io.tieout.fact.rollout.Phase;
import io.tieout.fact.rollout.Scope;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import io.tieout.work.rollout.Promotion;
import io.tieout.work.rollout.RolloutDesk;
import io.tieout.work.rollout.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The steps of a rollout. Each names what is missing, or puts a new version in force.
abstract class RolloutSteps implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      description = "The reason: kept in the audit and with the version.")
  private String because = "";

  RolloutSteps() {}

  /// The step, worked out anew from the tables.
  abstract Promotion.Result step(RolloutDesk desk);

  List<String> approvers() {
    return List.of();
  }

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    Store chosen = Objects.requireNonNull(store);
    known(chosen.people());
    return chosen.with(database -> taken(Rollouts.desk(database, InstantSource.system()), out));
  }

  /// With a configuration at hand, only people it knows approve.
  private void known(Map<String, String> people) {
    List<String> unknown =
        approvers().stream()
            .map(String::strip)
            .filter(a -> !people.containsKey(a) && !people.containsValue(a))
            .toList();
    if (!people.isEmpty() && !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "--approved-by %s: the configuration knows nobody of that name; it knows %s"
              .formatted(
                  String.join(", ", unknown),
                  String.join(", ", people.values().stream().sorted().toList())));
    }
  }

  private int taken(RolloutDesk desk, PrintWriter out) {
    return switch (step(desk)) {
      case Promotion.Result.Missing(List<String> why) -> {
        out.println("Refused:");
        why.forEach(w -> out.println("  " + w));
        yield Exit.DOES_NOT_HOLD;
      }
      case Promotion.Result.Ready(Step step) -> {
        desk.inForce(step, HaltOptions.by().actor(), because, approvers());
        out.println(step.summary() + ".");
        out.println("Step: " + step.name());
        if (step.further()) {
          out.printf("Back again: ./tieout rollout rollback %s --because TEXT%n", step.name());
        }
        yield Exit.DONE;
      }
    };
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    }
  }

  /// Steps that two people approve.
  abstract static class Approved extends RolloutSteps {
    @Option(
        names = "--approved-by",
        paramLabel = "NAME",
        description = "Who approved it; two people for a step further, given twice.")
    private List<String> approvers = List.of();

    @Override
    List<String> approvers() {
      return List.copyOf(approvers);
    }
  }

  /// To another phase.
  @Command(
      name = "promote",
      mixinStandardHelpOptions = true,
      description = {
        "Takes a scope to its next phase, when the metrics of its present one hold; or to a stricter one at once.",
        "Exit code 1, with what is short, when it is refused."
      })
  static final class Promote extends Approved {
    @Option(
        names = "--scope",
        required = true,
        paramLabel = "SCOPE",
        description =
            "Such as invoicing, or invoicing,book=main,product_line=Services,region=US/CA")
    private String scope = "";

    @Option(names = "--to", required = true, paramLabel = "PHASE", description = "The phase.")
    private String phase = "";

    @Option(
        names = "--below",
        paramLabel = "AMOUNT",
        description = "For phase limited: policy decides below it, such as 'USD 10000'.")
    private @Nullable String below;

    @Option(
        names = "--report",
        paramLabel = "FILE",
        description = "The shadow report (JSON) for the step out of shadow.")
    private @Nullable Path report;

    private Promote() {}

    @Override
    Promotion.Result step(RolloutDesk desk) {
      Phase to =
          Phase.named(phase)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "--to '%s' is no phase; use one of %s".formatted(phase, Phase.words())));
      Optional<Json.Obj> evidence =
          Optional.ofNullable(report).map(RolloutSteps::text).map(Json::parseObj);
      return desk.promotion(
          new Promotion.Wanted(
              Scope.parse(scope), to, Optional.ofNullable(below).map(Promote::money)),
          evidence);
    }

    private static Money money(String text) {
      String[] parts = text.strip().split("\\s+", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            "--below '%s' is no amount; write 'USD 10000'".formatted(text));
      }
      return Amounts.exact(parts[0], parts[1].replace(",", ""));
    }
  }

  /// Autonomy for a class that has earned it.
  @Command(
      name = "grant",
      mixinStandardHelpOptions = true,
      description =
          "Lets a class of invoices that has earned it go without asking, until the first disagreement.")
  static final class Grant extends Approved {
    @Parameters(paramLabel = "CLASS", description = "The id of the class in the document.")
    private String id = "";

    private Grant() {}

    @Override
    Promotion.Result step(RolloutDesk desk) {
      return desk.grant(id);
    }
  }

  /// A step back.
  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Takes back what a step let through, at once; what others changed since stays.")
  static final class Rollback extends RolloutSteps {
    @Parameters(paramLabel = "STEP", description = "Its name, as `rollout show` lists it.")
    private String name = "";

    private Rollback() {}

    @Override
    Promotion.Result step(RolloutDesk desk) {
      return desk.rollback(name);
    }
  }

  /// A whole document.
  @Command(
      name = "document",
      mixinStandardHelpOptions = true,
      description =
          "Puts a whole document in force: metrics, classes, stricter scopes. Refused where it goes further than now.")
  static final class Document extends Approved {
    @Parameters(paramLabel = "FILE", description = "The document (YAML), see docs/rollout.md.")
    private Path file = Path.of("rollout.yaml");

    private Document() {}

    @Override
    Promotion.Result step(RolloutDesk desk) {
      return desk.document(RolloutSteps.text(file));
    }
  }
}
