package io.tieout.app.house;

import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.effect.StepUndo;
import io.tieout.engine.inbox.Signal;
import io.tieout.engine.proposal.Filed;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.work.undo.Foreseen;
import io.tieout.work.undo.Named;
import io.tieout.work.undo.UndoDesk;
import io.tieout.work.undo.UndoFlow;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Asking for an undo beside a running house, with nothing but the database: what is stored is
/// told, and the wish is left for the house, which looks at the outside and asks people.
public final class UndoAsking {
  private final Engine engine;
  private final Named named;
  private final Foreseen foreseen;

  private UndoAsking(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.named = new Named(engine.database(), engine.proposals(), clock);
    this.foreseen = new Foreseen(engine.database(), engine.proposals());
  }

  public static UndoAsking on(Database database, InstantSource clock) {
    IdSource ids = new IdSource(clock, new SecureRandom());
    return new UndoAsking(Engine.on(database, clock, ids), clock);
  }

  /// What is stored about what was named.
  ///
  /// @param known whether there is just one such thing
  /// @param lines for people
  public record Preview(boolean known, List<String> lines) {
    public Preview {
      lines = List.copyOf(lines);
    }
  }

  public Preview preview(String name) {
    return switch (named.find(name)) {
      case Named.Found.None() ->
          new Preview(
              false,
              List.of(
                  "Nothing is recorded about '%s'. Give an invoice's number, a deal's id or a proposal's id."
                      .formatted(name)));
      case Named.Found.Several(List<String> ids) ->
          new Preview(
              false,
              List.of(
                  "'%s' stands for several; name the proposal: %s"
                      .formatted(name, String.join(", ", ids))));
      case Named.Found.One(Filed filed, List<StepUndo> steps) ->
          new Preview(true, told(filed, steps));
    };
  }

  private static List<String> told(Filed filed, List<StepUndo> steps) {
    String head =
        "%s for deal “%s” is %s."
            .formatted(
                filed.proposal().id(),
                filed.proposal().change().about(),
                filed.state().name().toLowerCase(Locale.ROOT));
    return Stream.concat(Stream.of(head), steps.stream().map(step -> "  " + step.line())).toList();
  }

  /// An answer that needs no look at the outside.
  ///
  /// @param asked whether it was asked for before, and stands; else it cannot be undone
  public record Known(boolean asked, String words) {}

  /// What would come of asking, where our tables alone tell.
  public Optional<Known> foreseen(String name) {
    return named.find(name) instanceof Named.Found.One(Filed filed, List<StepUndo> steps)
        ? foreseen
            .of(filed, steps)
            .map(
                outcome -> new Known(outcome instanceof UndoDesk.Outcome.Standing, outcome.words()))
        : Optional.empty();
  }

  /// Leaves the wish for the house.
  ///
  /// @param by for the audit and the card, such as `shell:ann`
  public void ask(String name, String by, Optional<String> because) {
    if (!(named.find(name) instanceof Named.Found.One(Filed filed, var _))) {
      throw new IllegalArgumentException(
          "nothing that can be undone is called '%s'".formatted(name));
    }
    String proposalId = filed.proposal().id();
    String subject = filed.proposal().subject();
    Json.Obj body =
        Json.object().put("name", proposalId).put("by", by).putText("because", because).build();
    engine
        .database()
        .transact(sql -> {
          Signal asked =
              new Signal("tieout", engine.ids().next("U"), subject, UndoFlow.ASKED, body);
          engine.inbox().accept(sql, asked);
          engine
              .audit()
              .record(sql, new AuditEntry(subject, List.of(proposalId), by, UndoFlow.ASKED, body));
        });
  }
}
