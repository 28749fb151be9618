package io.tieout.app.cli;

import io.tieout.app.config.ConfigException;
import io.tieout.engine.db.DatabaseException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The commands of Tieout.
@Command(
    name = "tieout",
    mixinStandardHelpOptions = true,
    version = "Tieout 0.1.0",
    description = {
      "Keeps a company's CRM and its books in agreement, from Slack.",
      "Start with `./tieout sandbox`: a company to play with, nothing to set up."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SandboxCommand.class,
      TourCommand.class,
      ServeCommand.class,
      AuditCommand.class,
      JobsCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "`./tieout test` runs all tests (through mvn verify).",
      "",
      "Exit codes: 0 done, 1 what was checked does not hold, 2 wrong usage, 3 configuration",
      "or set-up must change, 4 database, vendor or Slack out of reach, 70 a fault of ours."
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
        .execute(arguments);
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /// One line a person can act on; the stack goes to the log.
  private static int failed(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult result) {
    PrintWriter err = commandLine.getErr();
    err.println("tieout: " + failure.getMessage());
    err.flush();
    return switch (failure) {
      case ConfigException _ -> Exit.CONFIGURATION;
      case DatabaseException _ -> Exit.UNREACHABLE;
      case IllegalArgumentException _ -> Exit.CONFIGURATION;
      default -> {
        LOG.error("command {} failed", result.originalArgs(), failure);
        yield Exit.INTERNAL;
      }
    };
  }
}
