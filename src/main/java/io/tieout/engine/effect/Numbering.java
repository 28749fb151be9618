package io.tieout.engine.effect;

import io.tieout.engine.db.Sql;
import io.tieout.engine.numbering.Numbers;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.NumberPattern;
import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The numbers that we give to invoices. A number is bound to its effect in the transaction that
/// commits `SENT`, so every sending of the effect, by whichever process, bears the same one.
final class Numbering {
  /// The field of a request that holds the number, where it is ours.
  static final String FIELD = "number";

  /// How many numbers one invoice is tried with when others hold them.
  static final int MOST_TRIED = 20;

  private final Numbers numbers;

  Numbering(Numbers numbers) {
    this.numbers = numbers;
  }

  /// The number in a request, where it is ours.
  static Optional<String> in(Json.Obj request) {
    return request.optText(FIELD);
  }

  /// The request with its number.
  Json.Obj numbered(Sql sql, Turn turn, Json.Obj request) {
    Optional<String> number =
        switch (turn.kind().numbers()) {
          case NONE -> Optional.empty();
          case KEEPS -> numbers.of(sql, place(turn), request.text("draftId"));
          case GIVES -> turn.effect().wasSent() ? in(turn.effect().request()) : given(sql, turn);
        };
    return number.map(n -> request.with(FIELD, n)).orElse(request);
  }

  private Optional<String> given(Sql sql, Turn turn) {
    Optional<NumberPattern> pattern = turn.work().numberPattern();
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    LocalDate issued = turn.work().invoicing().invoice().issued();
    Optional<String> number =
        numbers.give(sql, place(turn), pattern.get(), issued, turn.effect().id());
    if (number.isEmpty()) {
      throw new Fault.Refused(
              "the next number of '%s' is longer than the %d characters the book takes; write another invoice_numbers"
                  .formatted(pattern.get().text(), pattern.get().most()),
              "NUMBERS_USED_UP")
          .asException();
    }
    return number;
  }

  /// A record bears the number, or may: it is not given again.
  void used(Sql sql, Turn turn, StepKind.ReadBack read) {
    Optional<String> id = read.result().flatMap(r -> r.optObj("invoice")).map(i -> i.text("id"));
    numbers.used(sql, turn.effect().id(), id);
  }

  /// Somebody else's record bears the number.
  void taken(Sql sql, Turn turn) {
    numbers.taken(sql, turn.effect().id());
  }

  /// What the effects hold without a record is for others; tells which numbers.
  List<String> giveBack(Sql sql, List<Effect> effects) {
    return effects.stream().flatMap(e -> numbers.giveBack(sql, e.id()).stream()).toList();
  }

  private static String place(Turn turn) {
    CreateInvoice made = turn.work().invoicing();
    return made.place();
  }
}
