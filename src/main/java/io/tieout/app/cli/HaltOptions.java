package io.tieout.app.cli;

import io.tieout.engine.db.Database;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Scope;
import io.tieout.engine.halt.Scopes;
import io.tieout.engine.mirror.Mirror;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What a command halts or resumes, where, why, and in whose name.
final class HaltOptions {
  /// Without a configuration it is not known what is connected; these can be.
  private static final List<String> PRODUCTS =
      List.of("salesforce", "hubspot", "quickbooks", "xero");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private @Nullable Store store;
  @ArgGroup private @Nullable Which which;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "The reason: kept in the audit and shown to everybody.")
  private @Nullable String why;

  private HaltOptions() {}

  /// One of them, or everything.
  static final class Which {
    @Option(
        names = "--system",
        paramLabel = "SYSTEM",
        description = "Only writes to this system: quickbooks, quickbooks/main, salesforce, ...")
    private @Nullable String system;

    @Option(
        names = "--workflow",
        paramLabel = "WORKFLOW",
        description = "Only writes of this work: invoicing or payments.")
    private @Nullable String workflow;

    private Which() {}

    Optional<String> systemNamed() {
      return Optional.ofNullable(system);
    }

    Optional<String> workflowNamed() {
      return Optional.ofNullable(workflow);
    }
  }

  Store store() {
    return Objects.requireNonNull(store);
  }

  /// The reason, which nothing is halted or resumed without.
  String reason() {
    if (why == null || why.isBlank()) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "--why is missing: say in a few words why; it is kept and shown");
    }
    return why;
  }

  /// As [#scope()], for halting. Without a configuration a book is known by the copies there are of
  /// its records: a halt of one that is not there would stop nothing.
  Scope scopeIn(Database database) {
    Scope scope = scope();
    if (scope instanceof Scope.Place(String place) && store().scopes().isEmpty()) {
      String product = place.substring(0, place.indexOf('/') + 1);
      List<String> books =
          database.inTransaction(Mirror::systems).stream()
              .filter(copied -> !product.isEmpty() && copied.startsWith(product))
              .toList();
      if (!books.isEmpty() && !books.contains(place)) {
        throw new IllegalArgumentException(
            "--system '%s' is none; use one of %s, or name the configuration with --config FILE. Nothing was halted"
                .formatted(place, String.join(", ", books)));
      }
    }
    return scope;
  }

  Scope scope() {
    Optional<Which> chosen = Optional.ofNullable(which);
    Optional<Scope> system = chosen.flatMap(Which::systemNamed).map(this::system);
    return system
        .or(() -> chosen.flatMap(Which::workflowNamed).map(HaltOptions::workflow))
        .orElseGet(Scope.All::new);
  }

  private Scope system(String named) {
    String word = named.toLowerCase(Locale.ROOT);
    Optional<Scopes> known = store().scopes();
    if (known.isPresent()) {
      return places(known.get(), word, "--system");
    }
    int slash = word.indexOf('/');
    places(new Scopes(PRODUCTS), slash < 0 ? word : word.substring(0, slash), "--system");
    return new Scope.Place(word);
  }

  private static Scope workflow(String named) {
    Scope scope = new Scopes(List.of()).named(named);
    if (scope instanceof Scope.Work) {
      return scope;
    }
    throw new IllegalArgumentException(
        "--workflow '%s' is none; use invoicing or payments".formatted(named));
  }

  private static Scope places(Scopes scopes, String word, String option) {
    Scope scope = scopes.named(word);
    if (scope instanceof Scope.Place) {
      return scope;
    }
    throw new IllegalArgumentException(
        "%s '%s' is none; use one of %s"
            .formatted(option, word, String.join(", ", scopes.places())));
  }

  /// Who sits at the shell, as far as the machine knows.
  static Halt.By by() {
    String user = System.getProperty("user.name", "somebody");
    return new Halt.By("shell:" + user, user + " (command line)");
  }
}
