package io.tieout.engine.halt;

/// Approved changes whose next step is a write that has not been sent.
///
/// @param target where that step goes
public record Waiting(Target target, long changes) {}
