package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The main job on every CRM with every ledger, and with both ledgers at once.
class EveryPairTest {
  private static final int DEALS = 18;

  @TempDir private Path keys;

  static Stream<Vendors.Systems> pairs() {
    return Vendors.Systems.CRMS.stream()
        .flatMap(crm ->
            Stream.concat(
                    Vendors.Systems.LEDGERS.stream().map(List::of),
                    Stream.of(Vendors.Systems.LEDGERS))
                .map(ledgers -> new Vendors.Systems(crm, ledgers)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void the_tour_holds(Vendors.Systems systems) {
    StringWriter told = new StringWriter();
    try (Vendors vendors = Vendors.start(1, DEALS, InstantSource.system(), systems);
        Sandbox sandbox = Sandbox.open(vendors, TestDatabase.freshAddress(), keys)) {
      Checks checks = new Checks(new PrintWriter(told));
      assertThat(new Tour(sandbox, checks).play()).as(told.toString()).isTrue();
    }
  }
}
