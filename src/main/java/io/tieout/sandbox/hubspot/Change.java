package io.tieout.sandbox.hubspot;

import java.time.Instant;
import java.util.Optional;

/// Something that happened to a record and that a webhook may tell of.
sealed interface Change {
  Instant at();

  Author by();

  /// The record whose subscription it is.
  ObjectType type();

  /// Such as `propertyChange`.
  String event();

  record Created(ObjectType type, long id, Instant at, Author by) implements Change {
    @Override
    public String event() {
      return "creation";
    }
  }

  record Deleted(ObjectType type, long id, Instant at, Author by) implements Change {
    @Override
    public String event() {
      return "deletion";
    }
  }

  record Restored(ObjectType type, long id, Instant at, Author by) implements Change {
    @Override
    public String event() {
      return "restore";
    }
  }

  /// One record was merged into another.
  ///
  /// @param moved how many values the winner took over
  record Merged(ObjectType type, long id, long loser, int moved, Instant at, Author by)
      implements Change {
    @Override
    public String event() {
      return "merge";
    }
  }

  /// A property got another value.
  ///
  /// @param value empty when the property was cleared
  /// @param before empty when it had none
  record Property(
      ObjectType type, long id, String name, String value, String before, Instant at, Author by)
      implements Change {
    @Override
    public String event() {
      return "propertyChange";
    }
  }

  /// One side of an association; the other side is told of as well.
  record Associated(Link.End from, Link.End to, boolean removed, boolean primary, Tell tell)
      implements Change {
    @Override
    public ObjectType type() {
      return from.type();
    }

    @Override
    public Instant at() {
      return tell.at();
    }

    @Override
    public Author by() {
      return tell.by();
    }

    @Override
    public String event() {
      return "associationChange";
    }
  }

  /// When and by whom.
  record Tell(Instant at, Author by) {}

  /// The property that a subscription must name to hear of it.
  default Optional<String> property() {
    return this instanceof Property p ? Optional.of(p.name()) : Optional.empty();
  }
}
