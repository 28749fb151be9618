package io.tieout.engine.mirror;

/// Is told how the copying goes: after each page and at the end of each kind. Called outside a
/// transaction.
@FunctionalInterface
public interface Progress {
  Progress NONE = _ -> {};

  void told(WalkStatus status);
}
