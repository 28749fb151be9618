package io.tieout.work.routing;

/// Where a deal belongs.
public sealed interface Routed {
  /// For people.
  String why();

  /// To this book.
  record ToBook(String book, String why) implements Routed {}

  /// No rule claims it, or its lines belong to different books.
  record Undecided(String why) implements Routed {}
}
