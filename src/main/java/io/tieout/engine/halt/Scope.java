package io.tieout.engine.halt;

import io.tieout.fact.party.SystemName;
import java.util.Locale;

/// What a halt stops.
public sealed interface Scope {
  /// Whether a write to the target is stopped.
  boolean covers(Target target);

  /// As stored and as people write it: `all`, `quickbooks/main`, `invoicing`.
  String word();

  /// For people, as the subject of a sentence in the plural.
  String spoken();

  /// Every write.
  record All() implements Scope {
    static final String WORD = "all";

    @Override
    public boolean covers(Target target) {
      return true;
    }

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public String spoken() {
      return "All writes";
    }
  }

  /// Writes to one system, or to one book of it.
  ///
  /// @param place `quickbooks` with all its books, or `quickbooks/main`
  record Place(String place) implements Scope {
    public Place {
      if (!place.matches("[a-z][a-z0-9_-]*(/[A-Za-z0-9_-]+)?")) {
        throw new IllegalArgumentException(
            "system '%s': name it as in quickbooks or quickbooks/main".formatted(place));
      }
    }

    @Override
    public boolean covers(Target target) {
      return target.place().equals(place) || target.place().startsWith(place + "/");
    }

    @Override
    public String word() {
      return place;
    }

    @Override
    public String spoken() {
      return "Writes to " + SystemName.spoken(place);
    }
  }

  /// Writes of one kind of work.
  record Work(Workflow workflow) implements Scope {
    @Override
    public boolean covers(Target target) {
      return target.workflow() == workflow;
    }

    @Override
    public String word() {
      return workflow.word();
    }

    @Override
    public String spoken() {
      return "Writes of " + workflow.word();
    }
  }

  /// Reads what [#word()] wrote. Whether there is such a system, [Scopes] knows.
  static Scope read(String word) {
    String plain = word.strip();
    for (Workflow workflow : Workflow.values()) {
      if (workflow.word().equals(plain.toLowerCase(Locale.ROOT))) {
        return new Work(workflow);
      }
    }
    return plain.toLowerCase(Locale.ROOT).equals(All.WORD) ? new All() : new Place(plain);
  }
}
