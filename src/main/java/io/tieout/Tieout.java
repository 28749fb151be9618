package io.tieout;

import io.tieout.app.cli.CommandLineDoor;
import java.util.Arrays;
import java.util.List;

/// The program.
public final class Tieout {
  /// The level of the log, as `logback.xml` reads it.
  private static final String LEVEL = "TIEOUT_LOG";

  /// That of libraries which must not say more than warnings.
  private static final String LIBRARIES = "TIEOUT_LIBRARY_LOG";

  private Tieout() {}

  public static void main(String[] arguments) {
    quietOnTerminals(arguments);
    CommandLineDoor.runAndExit(arguments);
  }

  /// `serve` logs for machines; everything else is read by people, who are told of trouble alone.
  /// In a storm trouble is what is wanted, and all of it would be told.
  private static void quietOnTerminals(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    if (words.contains("serve") || System.getenv(LEVEL) != null) {
      return;
    }
    boolean storm = words.contains("storm");
    System.setProperty(LEVEL, storm ? "OFF" : "WARN");
    System.setProperty(LIBRARIES, storm ? "OFF" : "WARN");
  }
}
