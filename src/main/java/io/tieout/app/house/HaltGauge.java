package io.tieout.app.house;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tieout.engine.db.Database;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Scope;
import io.tieout.engine.halt.Scopes;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// 1 for each scope that is halted, 0 for each that can be, as of the last look.
final class HaltGauge {
  private static final long UNKNOWN = -1;

  private final Database database;
  private final Scopes scopes;
  private final MultiGauge gauge;

  HaltGauge(Database database, Scopes scopes, MeterRegistry registry) {
    this.database = database;
    this.scopes = scopes;
    this.gauge =
        MultiGauge.builder("tieout.halted")
            .description("1 while writes are halted")
            .register(registry);
  }

  /// Looks, if the database can be asked.
  void look(boolean reachable) {
    Set<String> halted =
        reachable
            ? database.inTransaction(Halts::standing).stream()
                .map(Halt::scope)
                .map(Scope::word)
                .collect(Collectors.toSet())
            : Set.of();
    gauge.register(
        Stream.concat(scopes.all().stream().map(Scope::word), halted.stream())
            .distinct()
            .<MultiGauge.Row<?>>map(word ->
                MultiGauge.Row.of(
                    Tags.of("scope", word), reachable ? (halted.contains(word) ? 1 : 0) : UNKNOWN))
            .toList(),
        true);
  }
}
