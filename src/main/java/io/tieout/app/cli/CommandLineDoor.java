package io.tieout.app.cli;

import io.tieout.app.config.ConfigException;
import io.tieout.door.web.DoorException;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.vault.VaultException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The commands of Tieout.
@Command(
    name = "tieout",
    mixinStandardHelpOptions = true,
    version = "Tieout 0.1.0",
    description = {
      "Keeps a company's CRM and its books in agreement, from Slack.",
      "Start with `./tieout sandbox`: a company to play with, nothing to set up.",
      "`./tieout test` runs all tests (through mvn verify)."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SandboxCommand.class,
      TourCommand.class,
      ServeCommand.class,
      ConnectCommand.class,
      CheckCommand.class,
      AuditCommand.class,
      ProofCommand.class,
      JobsCommand.class,
      HaltCommand.class,
      ResumeCommand.class,
      UndoCommand.class,
      PrivacyCommand.class,
      RolloutCommand.class,
      PolicyCommand.class,
      PeopleCommand.class,
      BenchCommand.class,
      StormCommand.class,
      HelpCommand.class
    },
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      Exit.DONE + ":done",
      Exit.DOES_NOT_HOLD + ":what was checked does not hold",
      Exit.USAGE + ":wrong usage",
      Exit.CONFIGURATION + ":the configuration or the machine's set-up must change first",
      Exit.UNREACHABLE + ":the database, a vendor or Slack is out of reach",
      Exit.INTERNAL + ":a fault of ours"
    })
public final class CommandLineDoor implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineDoor.class);

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  private CommandLineDoor() {}

  /// Runs a command line and ends the process with its exit code.
  public static void runAndExit(String... arguments) {
    int code = run(arguments);
    if (!Stop.requested()) {
      System.exit(code);
    }
  }

  /// Runs a command line and gives its exit code.
  public static int run(String... arguments) {
    return new CommandLine(new CommandLineDoor())
        .setExecutionExceptionHandler(CommandLineDoor::failed)
        .setParameterExceptionHandler(CommandLineDoor::misused)
        .execute(arguments);
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  private static int misused(ParameterException misuse, String... arguments) {
    PrintWriter err = misuse.getCommandLine().getErr();
    err.println("tieout: " + misuse.getMessage());
    UnmatchedArgumentException.printSuggestions(misuse, err);
    err.printf(
        "`./%s --help` tells what there is.%n",
        misuse.getCommandLine().getCommandSpec().qualifiedName());
    err.flush();
    return Exit.USAGE;
  }

  private static String told(Exception failure) {
    return failure instanceof UncheckedIOException io && io.getCause() != null
        ? "%s (%s)".formatted(io.getMessage(), io.getCause())
        : String.valueOf(failure.getMessage());
  }

  /// One line a person can act on; the stack goes to the log.
  private static int failed(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult result) {
    PrintWriter err = commandLine.getErr();
    err.println("tieout: " + told(failure));
    err.flush();
    return switch (failure) {
      case ConfigException _, DoorException _, VaultException _ -> Exit.CONFIGURATION;
      case DatabaseException _ -> Exit.UNREACHABLE;
      case IllegalArgumentException _, UncheckedIOException _ -> Exit.CONFIGURATION;
      default -> {
        LOG.error("command {} failed", result.originalArgs(), failure);
        yield Exit.INTERNAL;
      }
    };
  }
}
