package io.tieout.engine.effect;

/// Told of every [Mark] as it is reached. What it throws passes through the runner as a crash
/// would: nothing is caught, nothing is cleaned up.
@FunctionalInterface
public interface Marks {
  Marks NONE = (_, _) -> {};

  void reached(Mark mark, String step);
}
