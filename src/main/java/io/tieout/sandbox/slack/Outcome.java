package io.tieout.sandbox.slack;

import java.util.Map;

/// What a person sees after doing something that goes to the app.
public sealed interface Outcome {
  /// The app took it.
  record Taken() implements Outcome {}

  /// It was not possible, or the app named errors in a form.
  ///
  /// @param why for people
  /// @param byBlock the errors of a form by block id; empty for anything but a form
  record Refused(String why, Map<String, String> byBlock) implements Outcome {
    public Refused {
      byBlock = Map.copyOf(byBlock);
    }
  }

  /// The app did not answer in time, or answered with an error.
  record Unanswered(String why) implements Outcome {}

  /// It was not possible in the client: nothing was sent.
  static Outcome refused(String why) {
    return new Refused(why, Map.of());
  }
}
