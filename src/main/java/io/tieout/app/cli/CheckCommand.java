package io.tieout.app.cli;

import io.tieout.app.config.ConfigFile;
import io.tieout.app.house.Checkup;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.DatabaseException;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.check.Check;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
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

/// Whether everything Tieout relies on is set.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at every permission and setting Tieout relies on.",
      "In all connected systems; says what to change. Without --install it writes nothing there; a"
          + " refresh token that a vendor renews on the way is kept.",
      "Exit code 0 when Tieout can work (there may be warnings), 1 when something fails, 4 when the"
          + " database cannot be reached."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable ConfigOptions options;

  @Option(
      names = "--offline",
      description = "Only what is here: configuration, database, key. Asks no vendor.")
  private boolean offline;

  @Option(
      names = "--install",
      description =
          "First make what Tieout needs in HubSpot and is missing: the group of finance properties.")
  private boolean install;

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  private CheckCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    ConfigOptions given = Objects.requireNonNull(options);
    ConfigFile file = given.read();
    Path folder = given.folder();
    Checkup checkup = new Checkup(file.config(), InstantSource.system(), new SecureRandom());
    List<Checkup.Section> sections = new ArrayList<>();
    sections.add(checkup.settings());
    if (!offline) {
      checkup.address().ifPresent(sections::add);
    }
    boolean reached = stored(file, folder, checkup, sections);
    if (!offline) {
      sections.add(checkup.slack());
    }
    if (json) {
      out.println(CheckReport.json(sections).pretty());
    } else {
      CheckReport.lines(sections).forEach(out::println);
    }
    if (!reached) {
      return Exit.UNREACHABLE;
    }
    return CheckReport.count(sections, Check.Outcome.FAILED) == 0 ? Exit.DONE : Exit.DOES_NOT_HOLD;
  }

  /// Everything that needs the database: it holds the tokens of the connected systems.
  private boolean stored(
      ConfigFile file, Path folder, Checkup checkup, List<Checkup.Section> sections) {
    try {
      Optional<DatabaseAddress> there = file.database().or(() -> DataFolder.inUse(folder));
      if (there.isPresent()) {
        // Never a new key here: what it sealed, the running Tieout could not open.
        stored(there.get(), VaultKey.existing(System.getenv(), folder), checkup, sections);
        return true;
      }
      try (DataFolder embedded = DataFolder.open(folder)) {
        Optional<VaultKey> key = Optional.of(VaultKey.find(System.getenv(), folder));
        stored(embedded.persistent(), key, checkup, sections);
        return true;
      }
    } catch (DatabaseException e) {
      sections.add(
          new Checkup.Section(
              "database", List.of(Check.failed("reachable", String.valueOf(e.getMessage())))));
      return false;
    }
  }

  private void stored(
      DatabaseAddress address,
      Optional<VaultKey> key,
      Checkup checkup,
      List<Checkup.Section> sections) {
    try (Database database = Database.open(address)) {
      List<Checkup.Section> here = checkup.stored(database, key);
      sections.addAll(here);
      boolean opens = CheckReport.count(here, Check.Outcome.FAILED) == 0;
      if (!offline && opens && key.isPresent()) {
        sections.addAll(checkup.systems(database, key.get(), install));
      }
    }
  }
}
