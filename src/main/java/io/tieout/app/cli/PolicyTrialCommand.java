package io.tieout.app.cli;

import io.tieout.app.config.ShippedPolicy;
import io.tieout.app.config.TieoutConfig;
import io.tieout.app.house.PolicyAsking;
import io.tieout.fact.party.Directory;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.PolicyException;
import io.tieout.fact.policy.PolicyReview;
import io.tieout.work.policy.MadeUp;
import io.tieout.work.policy.TrialWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A policy tried on a made-up case.
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what the policy says of a made-up case, and why.",
      "Who would be asked, by name, and until when; every rule that applies; and those that only just do not.",
      "Without --policy the policy in force is tried, or that of the configuration, or the one that Tieout ships with:"
          + " the first of these that there is. Nothing is stored.",
      "Exit code 0 when it is told, 3 when the case or the policy cannot be read."
    })
final class PolicyTrialCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable Store store;

  @Option(names = "--policy", paramLabel = "FILE", description = "A draft to try.")
  private @Nullable Path draft;

  @Option(
      names = "--change",
      paramLabel = "KIND",
      defaultValue = "create_invoice",
      description = "What is to be done. Default: ${DEFAULT-VALUE}")
  private String change = "create_invoice";

  @Option(names = "--amount", paramLabel = "\"USD 12000\"", description = "The net amount.")
  private @Nullable String amount;

  @Option(names = "--new-customer", description = "The customer would be created.")
  private boolean newCustomer;

  @Option(names = "--other-terms", description = "Not the customer's usual payment terms.")
  private boolean otherTerms;

  @Option(
      names = "--discount",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "The deepest discount of a line.")
  private BigDecimal discount = BigDecimal.ZERO;

  @Option(
      names = "--suggested-lines",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "Lines whose item was matched by name only.")
  private int suggested;

  private PolicyTrialCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    Store chosen = Objects.requireNonNull(store);
    ZoneId zone = PolicyCommand.zone(chosen);
    MadeUp asked =
        new MadeUp(
            change, Optional.ofNullable(amount), newCustomer, otherTerms, discount, suggested);
    Path file = draft;
    List<String> lines =
        file == null
            ? chosen
                .ifThere(database -> PolicyCommand.on(database, zone).test(asked))
                .orElseGet(() -> withoutDatabase(chosen, asked, zone))
            : ofDraft(chosen, file, asked, zone);
    lines.forEach(out::println);
    return Exit.DONE;
  }

  private static List<String> withoutDatabase(Store store, MadeUp asked, ZoneId zone) {
    Optional<TieoutConfig> config = store.named();
    Policy policy = config.map(TieoutConfig::policy).orElseGet(ShippedPolicy::read);
    String which =
        "policy %s, %s"
            .formatted(
                policy.version(),
                config.isPresent() ? "of the configuration" : "shipped with Tieout");
    return PolicyAsking.tried(
        asked,
        new TrialWords(
            policy,
            which,
            config.map(TieoutConfig::people).orElse(Directory.NOBODY),
            InstantSource.system().instant(),
            zone));
  }

  private static List<String> ofDraft(Store store, Path file, MadeUp asked, ZoneId zone) {
    Policy policy = read(file);
    Directory people =
        store
            .ifThere(database -> PolicyCommand.on(database, zone).people())
            .or(() -> store.named().map(TieoutConfig::people))
            .orElse(Directory.NOBODY);
    List<String> lines =
        new java.util.ArrayList<>(
            PolicyAsking.tried(
                asked,
                new TrialWords(
                    policy,
                    "policy %s, the draft %s".formatted(policy.version(), file),
                    people,
                    InstantSource.system().instant(),
                    zone)));
    List<PolicyReview.Remark> remarks = PolicyReview.of(policy);
    if (!remarks.isEmpty()) {
      lines.add("About the draft's rules:");
      remarks.forEach(remark -> lines.add("  " + told(remark)));
    }
    return lines;
  }

  /// `warning: Rule …`.
  static String told(PolicyReview.Remark remark) {
    return switch (remark.weight()) {
      case WARNING -> "warning: " + remark.sentence();
      case INFORMATION -> "note: " + remark.sentence();
    };
  }

  /// A draft; everything that is wrong with it is told, a line each.
  static Policy read(Path file) {
    return parsed(file, text(file));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be read; name a readable text file in UTF-8".formatted(file), e);
    }
  }

  static Policy parsed(Path file, String text) {
    try {
      return Policy.parse(text);
    } catch (PolicyException e) {
      throw new IllegalArgumentException(
          "%s cannot be used:%n- %s"
              .formatted(file, String.join(System.lineSeparator() + "- ", e.problems())),
          e);
    }
  }
}
