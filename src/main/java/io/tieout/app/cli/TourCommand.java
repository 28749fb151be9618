package io.tieout.app.cli;

import io.tieout.app.sandbox.Checks;
import io.tieout.app.sandbox.Sandbox;
import io.tieout.app.sandbox.Tour;
import io.tieout.app.sandbox.Vendors;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The main job, played and checked.
@Command(
    name = "tour",
    mixinStandardHelpOptions = true,
    description = {
      "Plays the main job without a browser and checks each step.",
      "A deal is won, its invoice proposed, approved, posted, told to the deal, asked about and paid."
          + " Prints each step with the facts read back from each system; exits 0 only if all of them"
          + " hold. Uses a database of its own that is gone afterwards."
    })
final class TourCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private SystemsOptions systems = new SystemsOptions();

  @Option(
      names = "--seed",
      defaultValue = "" + Vendors.DEFAULT_SEED,
      description = "Which company. Default: ${DEFAULT-VALUE}")
  private long seed;

  private TourCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Terminal.of(spec);
    out.println("Starting the stand-ins, PostgreSQL and Tieout ...");
    try (ScratchFolder scratch = ScratchFolder.open("tour");
        Vendors vendors =
            Vendors.start(seed, Vendors.DEFAULT_DEALS, InstantSource.system(), systems.chosen());
        DataFolder database = DataFolder.open(scratch.path());
        Sandbox sandbox = Sandbox.open(vendors, database.emptied("tour"), scratch.path())) {
      Checks checks = new Checks(out);
      boolean held = new Tour(sandbox, checks).play();
      out.println();
      out.println(checks.summary());
      return held ? Exit.DONE : Exit.DOES_NOT_HOLD;
    }
  }
}
