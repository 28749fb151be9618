package io.tieout.work.policy;

import io.tieout.fact.policy.Layer;
import io.tieout.fact.policy.Ruling;
import java.util.stream.Collectors;

/// A ruling in one line.
final class RulingWords {
  private RulingWords() {}

  /// `asked of controller, then cfo, with a step-up`; `done without asking`; `refused`.
  static String spoken(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Proceed _ -> "done without asking";
      case Ruling.Refuse _ -> "refused";
      case Ruling.Ask ask ->
          "asked of %s%s".formatted(layers(ask), ask.care().stepUp() ? ", with a step-up" : "");
    };
  }

  private static String layers(Ruling.Ask ask) {
    return ask.layers().isEmpty()
        ? "nobody"
        : ask.layers().stream().map(Layer::spoken).collect(Collectors.joining(", then "));
  }
}
