package io.tieout.engine.export;

/// One column of a sheet.
///
/// @param about what it tells, for people, with its unit
public record Column(String name, Kind kind, String about) {
  /// What its values are.
  public enum Kind {
    /// What somebody wrote or chose; never taken for a formula.
    TEXT("text"),
    /// A whole number.
    COUNT("whole number"),
    /// A plain decimal with a point, exact: a number in CSV, a text in JSON, where readers would
    /// round it.
    DECIMAL("decimal"),
    /// A moment in UTC, ISO 8601.
    TIME("time, UTC"),
    FLAG("true or false"),
    /// A list or a tree; in CSV its JSON text.
    TREE("JSON");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// For people.
    public String word() {
      return word;
    }
  }

  static Column text(String name, String about) {
    return new Column(name, Kind.TEXT, about);
  }

  static Column count(String name, String about) {
    return new Column(name, Kind.COUNT, about);
  }

  static Column decimal(String name, String about) {
    return new Column(name, Kind.DECIMAL, about);
  }

  static Column time(String name, String about) {
    return new Column(name, Kind.TIME, about);
  }

  static Column flag(String name, String about) {
    return new Column(name, Kind.FLAG, about);
  }

  static Column tree(String name, String about) {
    return new Column(name, Kind.TREE, about);
  }
}
