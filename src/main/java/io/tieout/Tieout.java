package io.tieout;

import io.tieout.app.cli.CommandLineDoor;
import java.util.Arrays;

/// The program.
public final class Tieout {
  /// The level of the log, as `logback.xml` reads it.
  private static final String LEVEL = "TIEOUT_LOG";

  private Tieout() {}

  public static void main(String[] arguments) {
    quietOnTerminals(arguments);
    CommandLineDoor.runAndExit(arguments);
  }

  /// `serve` logs for machines; everything else is read by people, who are told of trouble alone.
  private static void quietOnTerminals(String[] arguments) {
    boolean serves = Arrays.asList(arguments).contains("serve");
    if (!serves && System.getenv(LEVEL) == null) {
      System.setProperty(LEVEL, "WARN");
    }
  }
}
