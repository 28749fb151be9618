package io.tieout.app.house;

import io.tieout.app.config.BookConfig;
import io.tieout.app.config.CrmConfig;
import io.tieout.app.config.TieoutConfig;
import io.tieout.door.assistant.HaltFacts.HaltFact;
import io.tieout.engine.approval.Cards;
import io.tieout.engine.db.Database;
import io.tieout.engine.effect.HeldWork;
import io.tieout.engine.halt.Halt;
import io.tieout.engine.halt.Halts;
import io.tieout.engine.halt.Scopes;
import io.tieout.value.id.IdSource;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The stop for all writes, beside a running house as well: from a shell, with nothing but the
/// database, it must work while everything else fails.
public final class Halting {
  private Halting() {}

  /// On the database alone.
  public static Halts on(Database database, InstantSource clock, RandomGenerator random) {
    return of(Engine.on(database, clock, new IdSource(clock, random)), clock);
  }

  static Halts of(Engine engine, InstantSource clock) {
    return new Halts(
        new Halts.Deps(
            engine.audit(),
            engine.outbox(),
            new HeldWork(engine.proposals(), new Cards(engine.outbox()), clock),
            clock));
  }

  /// What can be halted with these connections.
  public static Scopes scopes(TieoutConfig config) {
    return new Scopes(
        Stream.concat(
                config.crms().stream().map(Halting::place),
                config.books().stream().map(Halting::place))
            .toList());
  }

  private static String place(CrmConfig crm) {
    return switch (crm) {
      case CrmConfig.Salesforce _ -> "salesforce";
      case CrmConfig.HubSpot _ -> "hubspot";
    };
  }

  private static String place(BookConfig book) {
    return switch (book) {
      case BookConfig.QuickBooks b -> "quickbooks/" + b.id();
      case BookConfig.Xero b -> "xero/" + b.id();
    };
  }

  /// The halts that stand, in sentences.
  public static List<String> told(Database database) {
    return database.inTransaction(Halts::standing).stream().map(Halting::sentence).toList();
  }

  /// For the assistant.
  static List<HaltFact> facts(Database database) {
    return database.inTransaction(Halts::standing).stream()
        .map(h -> new HaltFact(h.scope().spoken(), h.at(), h.by().name(), h.why()))
        .toList();
  }

  private static String sentence(Halt halt) {
    return halt.sentence(halt.at().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
