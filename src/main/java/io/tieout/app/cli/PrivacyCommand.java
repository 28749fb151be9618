package io.tieout.app.cli;

import io.tieout.engine.audit.Audit;
import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.db.Database;
import io.tieout.engine.erasure.Colleague;
import io.tieout.engine.erasure.Erasures;
import io.tieout.engine.erasure.Report;
import io.tieout.value.id.IdSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What is held about a person, and its erasure.
@Command(
    name = "privacy",
    mixinStandardHelpOptions = true,
    description = "What is held about a person, and its erasure (docs/privacy.md).",
    subcommands = {PrivacyCommand.Show.class, PrivacyCommand.Erase.class})
final class PrivacyCommand implements Runnable {
  /// More than any erasure mentions.
  private static final int CHAINED_AT_ONCE = 1_000;

  @Spec private @Nullable CommandSpec spec;

  private PrivacyCommand() {}

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Tells what is held about a person, by kind, with counts and places, and changes nothing.",
        "Exit code 0 when something is held, 1 when nothing is."
      })
  static final class Show implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    @Option(
        names = "--person",
        required = true,
        paramLabel = "WHO",
        description = "An e-mail address, a Slack id, or first and last name.")
    private String person = "";

    private Show() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      Store looked = Objects.requireNonNull(store);
      return looked.with(database -> {
        Report report = erasures(database, looked).show(person);
        PrivacyReport.held(out, report);
        return report.nothing() ? Exit.DOES_NOT_HOLD : Exit.DONE;
      });
    }
  }

  @Command(
      name = "erase",
      mixinStandardHelpOptions = true,
      description = {
        "Erases a person's data: copies go, texts get a pseudonym, and what the law has kept is named.",
        "Erase the person in the CRM, the books and Slack first, else copies come back.",
        "The audit chain and proofs keep verifying. It cannot be undone."
      })
  static final class Erase implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private @Nullable Store store;

    @Option(
        names = "--person",
        required = true,
        paramLabel = "WHO",
        description = "An e-mail address, a Slack id, or first and last name.")
    private String person = "";

    @Option(
        names = "--because",
        required = true,
        paramLabel = "TEXT",
        description = "The reason, kept in the audit; the person in it is replaced as well.")
    private String because = "";

    @Option(
        names = "--dry-run",
        description = "Tell what would become of what, and change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask for the word, for scripts.")
    private boolean yes;

    private Erase() {}

    @Override
    public Integer call() {
      PrintWriter out = Terminal.of(spec);
      Store looked = Objects.requireNonNull(store);
      Erasures.Wish wish = new Erasures.Wish(person, because, HaltOptions.by().actor());
      return looked.with(database -> erased(out, database, looked, wish));
    }

    private int erased(PrintWriter out, Database database, Store looked, Erasures.Wish wish) {
      Erasures erasures = erasures(database, looked);
      AuditChain chain = new AuditChain(database, InstantSource.system());
      while (chain.sequence(CHAINED_AT_ONCE) == CHAINED_AT_ONCE) {
        out.flush();
      }
      Report rehearsed = erasures.rehearsed(wish);
      PrivacyReport.erased(out, rehearsed, "Would be erased");
      if (dryRun || rehearsed.nothing()) {
        out.println(dryRun ? "Nothing was changed." : "Nothing is held under that name.");
        return rehearsed.nothing() ? Exit.DOES_NOT_HOLD : Exit.DONE;
      }
      if (!yes && !confirmed(out)) {
        out.println("Nothing was changed.");
        return Exit.USAGE;
      }
      Report done = erasures.erase(wish);
      out.printf("Erased. In their place stands %s.%n", done.pseudonym());
      if (done.unfinished()) {
        out.println("Some of it is still worked with: run this again when that is done.");
      }
      return Exit.DONE;
    }

    /// The word has to be typed: nothing brings the data back.
    private static boolean confirmed(PrintWriter out) {
      out.print("This cannot be undone. Type the word erase to go on: ");
      out.flush();
      try {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return "erase".equals(in.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException("the confirmation cannot be read; use --yes in scripts", e);
      }
    }
  }

  private static Erasures erasures(Database database, Store looked) {
    InstantSource clock = InstantSource.system();
    IdSource ids = new IdSource(clock, new SecureRandom());
    return new Erasures(
        new Erasures.Deps(
            database,
            new Audit(clock, ids),
            clock,
            ids,
            looked.retention(),
            looked.members().stream()
                .map(member -> new Colleague(member.slackUserId(), member.name(), member.email()))
                .toList()));
  }
}
