package io.tieout.fact.check;

/// A connector that calls a version which its vendor will retire one day.
public interface Retiring {
  /// The version that is called now; asks the vendor where it depends on the connected system.
  Lifetime lifetime();
}
