package io.tieout.engine.effect;

import java.time.Instant;

/// What would take one confirmed step of a proposal back.
///
/// @param step for example `create-invoice`
/// @param thing what it is about, for people: `the invoice`
/// @param since when it was confirmed
public record StepUndo(String step, String thing, Compensation compensation, Instant since) {
  /// As a line for people.
  public String line() {
    String what =
        switch (compensation) {
          case Compensation.VoidInvoice(String _, String number) ->
              "%s %s: can be voided in the books".formatted(thing, number);
          case Compensation.DiscardDraft(String _) -> thing + ": can be taken out of the books";
          case Compensation.RestoreFinance _ ->
              thing + ": follow, where they still show what was written";
          case Compensation.Stays(String why) -> "%s: %s".formatted(thing, why);
        };
    return Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }
}
