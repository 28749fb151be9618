package io.tieout.fact.check;

/// Something that can make, in the connected system, what we need there and is missing.
public interface Installable {
  /// Makes what is not there and leaves alone what is. Doing it again is harmless.
  void install();
}
